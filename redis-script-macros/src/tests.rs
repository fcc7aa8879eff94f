//! The macro outside of the compiler.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod agreement;
mod expansions;
mod group_agreement;
mod includes;
mod paths;
mod project;
mod robustness;
mod rust_analyzer;
mod sha1;
mod signatures;
mod workspace;

use std::path::{Path, PathBuf};

use proc_macro2::TokenStream;

use crate::expand;
use crate::script_file::Origin;

/// The folder of the expansions, which stands for a user's crate.
fn crate_root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/expansions")
}

/// Expands as if the tokens stood in `src/main.rs` of a crate at `root`.
fn expand_in(root: &Path, attribute: &str, item: &str) -> TokenStream {
    expand::function(
        attribute.parse().unwrap(),
        item.parse().unwrap(),
        &origin(root),
    )
}

/// The same for a trait of commands.
fn expand_commands_in(root: &Path, attribute: &str, item: &str) -> TokenStream {
    expand::commands(
        attribute.parse().unwrap(),
        item.parse().unwrap(),
        &origin(root),
    )
}

/// The same for a member of a workspace.
fn expand_in_workspace(root: &Path, member: &Path, attribute: &str, item: &str) -> TokenStream {
    let origin = Origin {
        manifest_dir: Some(member.to_owned()),
        ..origin(root)
    };
    expand::function(attribute.parse().unwrap(), item.parse().unwrap(), &origin)
}

fn origin(root: &Path) -> Origin<'static> {
    Origin {
        manifest_dir: Some(root.to_owned()),
        current_dir: root.to_owned(),
        local_file: &|_| Some(PathBuf::from("src/main.rs")),
    }
}

/// The messages of an expansion.
fn errors_in(expansion: &TokenStream) -> Vec<String> {
    let file: syn::File = syn::parse2(expansion.clone()).unwrap();
    let messages = file.items.iter().filter_map(|item| match item {
        syn::Item::Macro(item) => item.mac.parse_body::<syn::LitStr>().ok(),
        _ => None,
    });
    messages.map(|message| message.value()).collect()
}
