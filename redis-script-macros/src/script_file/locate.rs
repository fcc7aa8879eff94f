//! Where the attribute is, and what its paths are relative to.

use std::env;
use std::path::{Path, PathBuf};

use proc_macro2::Span;
use redis_script_analysis::fill;
use redis_script_analysis::include::plain;
use redis_script_analysis::text::Refusal;
use syn::LitStr;

use super::search::{self, Found};
use super::slashes;

/// What the compiler and cargo say about the location of the attribute.
pub(crate) struct Origin<'a> {
    /// The root of the crate that is compiled.
    pub(crate) manifest_dir: Option<PathBuf>,
    /// What the compiler's own paths are relative to.
    pub(crate) current_dir: PathBuf,
    /// The Rust file that contains a token, if the compiler knows it: rust-analyzer does not.
    pub(crate) local_file: &'a dyn Fn(Span) -> Option<PathBuf>,
}

/// A file that the attribute names.
pub(super) struct ScriptPath {
    /// The absolute path.
    pub(super) file: PathBuf,
    /// As messages name it.
    pub(super) shown: String,
    /// The folder that holds it, as messages name it.
    pub(super) folder: String,
    /// The folder of the crate's scripts, as the settings name it.
    pub(super) scripts: String,
}

impl<'a> Origin<'a> {
    /// The origin of what this process compiles.
    pub(crate) fn of_this_build(local_file: &'a dyn Fn(Span) -> Option<PathBuf>) -> Self {
        Self {
            manifest_dir: env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from),
            current_dir: env::current_dir().unwrap_or_default(),
            local_file,
        }
    }

    /// The file that a path of the attribute means; `None` if it is relative to a Rust file that is not known, and several can be meant.
    /// Without a dot in front it is in the folder `scripts` of the crate.
    pub(super) fn resolve(
        &self,
        path: &LitStr,
        scripts: &str,
    ) -> Result<Option<ScriptPath>, Refusal> {
        let written = path.value();
        if written.is_empty() {
            return Err(Refusal::new("the path of the script is empty").help(rule(scripts)));
        }
        if Path::new(&written).has_root() || Path::new(&written).is_absolute() {
            return Err(Refusal::new("the path of the script is absolute").help(rule(scripts)));
        }
        let is_relative = matches!(written.split(['/', '\\']).next(), Some("." | ".."));
        if !is_relative {
            let folder = self.crate_root()?.join(scripts);
            return Ok(Some(self.describe(folder.join(written), scripts)));
        }
        match self.rust_folder(path) {
            Some(folder) => Ok(Some(self.describe(folder.join(written), scripts))),
            None => self.search(&written, scripts),
        }
    }

    /// The one file of the crate that a path relative to a Rust file can mean.
    fn search(&self, written: &str, scripts: &str) -> Result<Option<ScriptPath>, Refusal> {
        let Some(root) = &self.manifest_dir else {
            return Ok(None);
        };
        match search::search(root, written) {
            Found::One(file) => Ok(Some(self.describe(file, scripts))),
            Found::Unclear => Ok(None),
            Found::Nothing => Err(Refusal::new(fill!(
                "no folder of the crate has a file `{written}`",
                written
            ))
            .help(rule(scripts))),
        }
    }

    /// The Rust file that contains a literal, as messages name it.
    pub(super) fn rust_file(&self, literal: &LitStr) -> Option<String> {
        let file = (self.local_file)(literal.span())?;
        Some(self.show(&self.current_dir.join(file)))
    }

    /// The Rust file that contains a token.
    pub(crate) fn file_of(&self, token: Span) -> Option<PathBuf> {
        (self.local_file)(token).map(|file| self.current_dir.join(file))
    }

    fn rust_folder(&self, literal: &LitStr) -> Option<PathBuf> {
        let file = self.current_dir.join((self.local_file)(literal.span())?);
        Some(file.parent()?.to_owned())
    }

    fn crate_root(&self) -> Result<&PathBuf, Refusal> {
        self.manifest_dir.as_ref().ok_or_else(|| {
            Refusal::new("the root of the crate is not known: `CARGO_MANIFEST_DIR` is not set")
                .help("build with cargo, or write `./` for a path relative to the Rust file")
        })
    }

    fn describe(&self, file: PathBuf, scripts: &str) -> ScriptPath {
        ScriptPath {
            scripts: scripts.to_owned(),
            shown: self.show(&file),
            folder: self.show(file.parent().unwrap_or(&file)),
            file,
        }
    }

    /// The root of the workspace, if the crate is a member below it, and the way there. cargo runs the compiler of a member in
    /// the workspace's root, and that of another package, such as one of a registry, in the package's own folder.
    pub(crate) fn workspace(&self) -> Option<(&Path, String)> {
        let root = self.current_dir.as_path();
        let below = self.manifest_dir.as_ref()?.strip_prefix(root).ok()?;
        let depth = below.components().count();
        (depth > 0).then(|| (root, "../".repeat(depth)))
    }

    /// Relative to the crate, else to the workspace, else absolute.
    pub(crate) fn show(&self, file: &Path) -> String {
        let file = plain(file);
        let roots = self.manifest_dir.iter().chain([&self.current_dir]);
        let relative = roots
            .map(|root| plain(root))
            .find_map(|root| Some(file.strip_prefix(root).ok()?.to_owned()));
        slashes(&relative.unwrap_or(file))
    }
}

fn rule(scripts: &str) -> String {
    fill!(
        "`\"x.lua\"` is `{scripts}/x.lua` in the crate's root, `\"./x.lua\"` is relative to the Rust file",
        scripts
    )
}
