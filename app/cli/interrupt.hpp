// SPDX-License-Identifier: Apache-2.0
// Ctrl-C ends long work cleanly.
#pragma once

namespace euthymia::cli {

/// Thrown where work can be abandoned after the user asked for it.
struct Interrupted {};

/// From now on the first Ctrl-C is remembered; the second ends the program.
void watch_for_interrupt();

/// @throws Interrupted  if Ctrl-C was pressed since `watch_for_interrupt`.
void stop_if_interrupted();

} // namespace euthymia::cli
