//! The binary as users run it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

#[path = "../support/folder.rs"]
mod folder;
mod support;

mod color;
mod constants;
mod explain;
mod files;
mod fix;
mod formats;
mod include;
mod inspect;
mod lock;
mod manual;
mod robust;
mod settings;
