//! Findings in files that several scripts of a crate include: the first function tells each, the others refer to it.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use redis_script_analysis::text::FileId;
use redis_script_analysis::{Diagnostic, Source};

use crate::attributes;
use crate::declaration::Declaration;
use crate::script_file::Origin;

/// The findings that were told in this process, and by whom. A server of an editor may expand many crates, and each of them again.
static TOLD: Mutex<Vec<(Finding, Teller)>> = Mutex::new(Vec::new());

/// What makes two findings of a crate one.
#[derive(PartialEq)]
struct Finding {
    crate_root: Option<PathBuf>,
    /// Severity, lint, place and message.
    text: String,
}

/// A function that tells findings. One that is expanded again tells its own again.
#[derive(Clone, PartialEq)]
pub(crate) struct Teller {
    crate_root: Option<PathBuf>,
    rust_file: PathBuf,
    /// The name of the function.
    pub(crate) name: String,
}

impl Teller {
    /// `None` for a function that may not be heard: it may not exist, it silences warnings, or an editor shows each function alone.
    pub(crate) fn of(declaration: &Declaration, origin: &Origin) -> Option<Self> {
        let is_heard = declaration.cfgs.is_empty() && !attributes::silence(&declaration.attrs);
        let rust_file = origin.file_of(declaration.sig.ident.span())?;
        is_heard.then(|| Self {
            crate_root: origin.manifest_dir.clone(),
            rust_file,
            name: declaration.name(),
        })
    }

    /// Another function that has told a finding in an included file; if there is none, this one tells it from now on.
    pub(crate) fn another(&self, diagnostic: &Diagnostic, source: &Source) -> Option<Self> {
        let place = source.place(diagnostic.span().start);
        if place.file == FileId::MAIN {
            return None;
        }
        let finding = Finding {
            crate_root: self.crate_root.clone(),
            text: format!(
                "{:?} {} {}:{}:{} {}",
                diagnostic.severity,
                diagnostic.lint,
                place.path,
                place.line,
                place.column,
                diagnostic.message
            ),
        };
        let mut told = TOLD.lock().unwrap_or_else(PoisonError::into_inner);
        for (other, teller) in told.iter() {
            if *other == finding {
                return (teller != self).then(|| teller.clone());
            }
        }
        told.push((finding, self.clone()));
        None
    }
}
