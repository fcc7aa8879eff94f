//! Whether the crate has redis-script under another name, by its `Cargo.toml`: generated code must be told then.

use std::fs;
use std::path::Path;

use proc_macro2::{Ident, Span, TokenStream};
use redis_script_analysis::fill;
use redis_script_analysis::text::{find, split_once};

use crate::errors::Errors;
use crate::script_file::Origin;

/// The package whose macros these are.
const PACKAGE: &str = "redis-script";

/// The path by which generated code finds the crate: the one that is given, or the other name, which is reported.
pub(crate) fn facade(
    given: Option<syn::Path>,
    usage: &str,
    origin: &Origin,
    errors: &mut Errors,
) -> Option<syn::Path> {
    if given.is_some() {
        return given;
    }
    let name = name(origin)?;
    errors.with_help(
        &TokenStream::new(),
        fill!("`{PACKAGE}` is called `{name}` in this crate's Cargo.toml, and generated code looks for `redis_script`", PACKAGE, name),
        fill!("say the name: `{}`", with_name(usage, &name)),
    );
    let path: syn::Path = Ident::new(&name, Span::mixed_site()).into();
    Some(syn::Path {
        leading_colon: Some(syn::Token![::](Span::mixed_site())),
        ..path
    })
}

/// How to say the name: it stands for each `{}`.
fn with_name(usage: &str, name: &str) -> String {
    let mut said = String::new();
    let mut rest = usage;
    while let Some((before, after)) = split_once(rest, "{}") {
        said += before;
        said += name;
        rest = after;
    }
    said + rest
}

/// The other name, as Rust code writes it.
fn name(origin: &Origin) -> Option<String> {
    let own = manifest(origin.manifest_dir.as_deref()?)?;
    let root = || origin.workspace().and_then(|(root, _)| manifest(root));
    let name = match renamed(&own) {
        Dependency::Renamed(name) => name,
        Dependency::Inherited(names) => match renamed(&root()?) {
            Dependency::Renamed(name) if names.contains(&name) => name,
            _ => return None,
        },
        Dependency::Plain => return None,
    };
    let name = name.replace('-', "_");
    syn::parse_str::<Ident>(&name).ok().map(|_| name)
}

fn manifest(folder: &Path) -> Option<String> {
    fs::read_to_string(folder.join("Cargo.toml")).ok()
}

/// How a manifest depends on the package.
#[derive(Debug, PartialEq, Eq)]
enum Dependency {
    /// Under its own name.
    Plain,
    /// Under this name.
    Renamed(String),
    /// Perhaps under one of these names, which the workspace's root declares.
    Inherited(Vec<String>),
}

/// Reads the lines of a manifest that declare dependencies. What else TOML allows there is not understood, and nothing is said.
fn renamed(manifest: &str) -> Dependency {
    let mut found = None;
    let mut inherited = Vec::new();
    // In `[dependencies]`, or in `[dependencies.name]`.
    let (mut is_list, mut of) = (false, None);
    for line in manifest.lines().map(str::trim) {
        if let Some(header) = line.strip_prefix('[') {
            let header = header.split(']').next().unwrap_or_default().trim();
            is_list = header.ends_with("dependencies");
            of = split_once(header, "dependencies.").map(|(_, name)| unquoted(name));
            if of == Some(PACKAGE) {
                return Dependency::Plain;
            }
            continue;
        }
        let Some((key, value)) = line.split_once('=') else {
            continue;
        };
        let (name, key) = match (of, is_list, key.trim().split_once('.')) {
            (Some(name), ..) => (name, key.trim()),
            (None, true, Some((name, key))) => (unquoted(name), key.trim()),
            (None, true, None) => (unquoted(key), ""),
            (None, false, _) => continue,
        };
        let says = |field: &str, wanted: &str| {
            let all: String = value.split_whitespace().collect();
            let all = all.replace('\'', "\"");
            match key {
                "" => find(&all, &fill!("{field}={wanted}", field, wanted)).is_some(),
                key => key == field && all.starts_with(wanted),
            }
        };
        if name == PACKAGE {
            return Dependency::Plain;
        }
        if says("package", "\"redis-script\"") {
            found = Some(name.to_owned());
        } else if says("workspace", "true") {
            inherited.push(name.to_owned());
        }
    }
    match found {
        Some(name) => Dependency::Renamed(name),
        None => Dependency::Inherited(inherited),
    }
}

fn unquoted(name: &str) -> &str {
    name.trim().trim_matches(['"', '\''])
}

#[cfg(test)]
mod tests {
    use super::{Dependency, renamed};

    fn name(manifest: &str) -> Option<String> {
        match renamed(manifest) {
            Dependency::Renamed(name) => Some(name),
            _ => None,
        }
    }

    #[test]
    fn each_way_to_rename_is_seen() {
        for manifest in [
            "[dependencies]\nrs = { package = \"redis-script\", version = \"0.1\" }",
            "[dependencies]\nredis = \"1\"\n'rs' = { version = '0.1', package='redis-script' } # why",
            "[dependencies.rs]\nversion = \"0.1\"\npackage = \"redis-script\"",
            "[dependencies]\nrs.version = \"0.1\"\nrs.package = \"redis-script\"",
            "[target.'cfg(unix)'.dependencies]\nrs = { package = \"redis-script\" }",
            "[workspace.dependencies]\nrs = { package = \"redis-script\" }",
            "[dev-dependencies.\"rs\"]\npackage = \"redis-script\"\n[[bin]]\nname = \"x\"",
        ] {
            assert_eq!(name(manifest).as_deref(), Some("rs"), "{manifest}");
        }
    }

    #[test]
    fn nothing_else_is_taken_for_it() {
        for manifest in [
            "[package]\nname = \"redis-script\"",
            "[dependencies]\nredis-script = \"0.1\"",
            "[dependencies.redis-script]\nversion = \"0.1\"",
            "[dependencies]\nrs = { package = \"redis-scripts\" }",
            "[dependencies]\nrs = { package = \"redis-script\" }\nredis-script = { path = \"x\" }",
            "[dependencies.rs]\npackage = \"redis-script\"\n[dependencies.redis-script]\nversion = \"1\"",
            "[dependencies]\nredis-script.workspace = true",
            "[features]\nrs = [\"redis-script\"]",
            "[package.metadata]\nrs = { package = \"redis-script\" }",
            "# rs = { package = \"redis-script\" }",
            "",
        ] {
            assert_eq!(name(manifest), None, "{manifest}");
        }
    }

    #[test]
    fn what_the_workspace_declares_is_looked_up_there() {
        let manifest =
            "[dependencies]\nrs = { workspace = true }\nother.workspace = true\nredis = \"1\"";
        let names = ["rs", "other"].map(str::to_owned).to_vec();
        assert_eq!(renamed(manifest), Dependency::Inherited(names));
    }
}
