//! So that a stack overflow is reported with its input.

#![allow(unsafe_code, reason = "signals have no safe interface")]

use std::mem::zeroed;
use std::ptr::null_mut;

/// Enough for libFuzzer to write the input and a backtrace.
const SIZE: usize = 1 << 20;

/// Lets the handlers of SIGSEGV that are set from now on run on a stack of their own: that of the program is full. Rust
/// does that before its `main`, which a fuzz target has not.
pub fn on_an_alternate_stack() {
    let stack = libc::stack_t {
        ss_sp: Vec::<u8>::leak(vec![0; SIZE]).as_mut_ptr().cast(),
        ss_flags: 0,
        ss_size: SIZE,
    };
    // SAFETY: the stack is never freed, and `action` is a whole `sigaction` that asks for the default. libFuzzer keeps
    // its flag when it sets its own handler.
    unsafe {
        let mut action: libc::sigaction = zeroed();
        action.sa_flags = libc::SA_ONSTACK;
        libc::sigaltstack(&raw const stack, null_mut());
        libc::sigaction(libc::SIGSEGV, &raw const action, null_mut());
    }
}
