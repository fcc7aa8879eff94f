//! One name, one type: no crate that users build defines the name of a type in two files.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use syn::{Attribute, Item};

/// The root files of the crates.
const CRATES: [&str; 5] = [
    "src/lib.rs",
    "redis-script-analysis/src/lib.rs",
    "redis-script-cli/src/lib.rs",
    "redis-script-macros/src/lib.rs",
    "redis-script-runtime/src/lib.rs",
];

#[test]
fn a_name_means_one_type() {
    let mut colliding = String::new();
    for root in CRATES {
        for (name, files) in definitions(Path::new(root)) {
            if files.len() > 1 {
                let files: Vec<_> = files
                    .iter()
                    .map(|file| file.display().to_string())
                    .collect();
                writeln!(colliding, "{name}: {}", files.join(", ")).unwrap();
            }
        }
    }
    assert!(
        colliding.is_empty(),
        "say in the names what tells these types apart:\n{colliding}"
    );
}

/// Types that are not found would not be tested.
#[test]
fn definitions_are_found_below_the_root() {
    for (root, name, file) in [
        (
            "redis-script-cli/src/lib.rs",
            "Format",
            "redis-script-cli/src/args.rs",
        ),
        (
            "redis-script-macros/src/lib.rs",
            "Declaration",
            "redis-script-macros/src/declaration.rs",
        ),
        (
            "redis-script-runtime/src/lib.rs",
            "ConvertReply",
            "redis-script-runtime/src/call.rs",
        ),
    ] {
        let found = definitions(Path::new(root)).remove(name);
        assert_eq!(found, Some(BTreeSet::from([file.into()])), "{name}");
    }
}

/// The names of the types, traits and type aliases of a crate, each with the files that define it.
fn definitions(root: &Path) -> BTreeMap<String, BTreeSet<PathBuf>> {
    let mut definitions = BTreeMap::new();
    let folder = root.parent().unwrap();
    read_file(root, folder, &mut definitions);
    definitions
}

/// Reads a file and the modules below it, whose files are in `folder`.
fn read_file(file: &Path, folder: &Path, definitions: &mut BTreeMap<String, BTreeSet<PathBuf>>) {
    let text = fs::read_to_string(file).unwrap();
    read_items(
        syn::parse_file(&text).unwrap().items,
        file,
        folder,
        definitions,
    );
}

fn read_items(
    items: Vec<Item>,
    file: &Path,
    folder: &Path,
    definitions: &mut BTreeMap<String, BTreeSet<PathBuf>>,
) {
    for item in items {
        let name = match item {
            Item::Enum(item) => item.ident,
            Item::Struct(item) => item.ident,
            Item::Trait(item) => item.ident,
            Item::Type(item) => item.ident,
            Item::Union(item) => item.ident,
            Item::Mod(module) if is_test(&module.attrs) => continue,
            Item::Mod(module) => {
                let below = folder.join(module.ident.to_string());
                match module.content {
                    Some((_, items)) => read_items(items, file, &below, definitions),
                    None => read_file(&below.with_extension("rs"), &below, definitions),
                }
                continue;
            }
            _ => continue,
        };
        let files = definitions.entry(name.to_string()).or_default();
        files.insert(file.to_owned());
    }
}

fn is_test(attrs: &[Attribute]) -> bool {
    let is_test = |attr: &Attribute| {
        attr.path().is_ident("cfg")
            && attr
                .parse_args::<syn::Path>()
                .is_ok_and(|path| path.is_ident("test"))
    };
    attrs.iter().any(is_test)
}
