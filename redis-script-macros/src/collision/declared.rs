//! The names that a Rust file declares, by its words alone.

use std::cell::RefCell;
use std::fs;
use std::path::PathBuf;
use std::rc::Rc;

use super::source_items::KINDS;

thread_local! {
    /// The files that were read. A process of the compiler compiles one crate, and each of its scripts asks for a file.
    static READ: RefCell<Vec<(PathBuf, Rc<RustFile>)>> = const { RefCell::new(Vec::new()) };
}

/// A Rust file.
pub(super) struct RustFile {
    pub(super) text: String,
    /// The names after `mod`, `struct` and the like, in order.
    types: Vec<String>,
    /// The names after `fn`, in order, each as often as it is there.
    functions: Vec<String>,
}

impl RustFile {
    /// Reads a file, once.
    pub(super) fn read(path: PathBuf) -> Option<Rc<Self>> {
        let known = READ.with_borrow(|read| {
            let known = read.iter().find(|(of, _)| *of == path);
            known.map(|(_, file)| Rc::clone(file))
        });
        if known.is_some() {
            return known;
        }
        let file = Rc::new(Self::of(fs::read_to_string(&path).ok()?));
        READ.with_borrow_mut(|read| read.push((path, Rc::clone(&file))));
        Some(file)
    }

    pub(super) fn of(text: String) -> Self {
        let (mut types, mut functions) = (Vec::new(), Vec::new());
        let mut before = "";
        for word in text.split(|char: char| !char.is_alphanumeric() && char != '_') {
            if before == "fn" {
                functions.push(word.to_owned());
            } else if KINDS.iter().any(|(keyword, _)| before == *keyword) {
                types.push(word.to_owned());
            }
            if !word.is_empty() {
                before = word;
            }
        }
        types.sort_unstable();
        functions.sort_unstable();
        Self {
            text,
            types,
            functions,
        }
    }

    /// Whether another item than one function may have a name. Few files have such an item, so that the others need not be parsed.
    pub(super) fn may_declare_twice(&self, name: &str) -> bool {
        let name = name.trim_start_matches("r#");
        let first = self.functions.partition_point(|known| **known < *name);
        let second = self.functions.get(first + 1);
        second.is_some_and(|second| second == name)
            || self
                .types
                .binary_search_by(|known| (**known).cmp(name))
                .is_ok()
    }
}
