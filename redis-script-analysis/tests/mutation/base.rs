//! The correct scripts that mutants are made from.

use std::path::{Path, PathBuf};
use std::{fs, io};

use mlua::Lua;
use redis_script_analysis::contract::KeyCount;
use redis_script_analysis::contract::types::ArgType;
use redis_script_analysis::include::{Files, Folders, Including, join};
use redis_script_analysis::lua::parse;
use redis_script_analysis::lua::syntax::{Chunk, Expr};
use redis_script_analysis::text::Span;
use redis_script_analysis::{Analysis, Contract, Facts, Param, Settings, Source, analyze};

use crate::contract_line::contract;

/// A script without a mistake.
pub(crate) struct Base {
    pub(crate) source: Source,
    pub(crate) chunk: Chunk,
    pub(crate) facts: Facts,
    contract: Contract,
    lua: Lua,
}

impl Base {
    /// The scripts beside this file. They stay as they are, so that shares of one time can be held against those of another.
    pub(crate) fn all() -> Vec<Self> {
        Self::of("tests/mutation/scripts")
    }

    /// The scripts of a folder of this crate.
    pub(crate) fn of(folder: impl AsRef<Path>) -> Vec<Self> {
        let mut bases = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
        bases.sort_by(|a, b| a.source.path().cmp(b.source.path()));
        bases
    }

    /// What the analysis says about the script, or about a mutant of it.
    pub(crate) fn analyze(&self, source: &Source) -> Analysis {
        analyze(source, &self.contract, &Settings::default())
    }

    /// The instructions that Lua compiles a text to, without lines and names; `None` for what is no Lua.
    pub(crate) fn compile(&self, text: &str) -> Option<Vec<u8>> {
        let function = self.lua.load(text).into_function().ok()?;
        Some(function.dump(true))
    }

    pub(crate) fn text(&self, span: Span) -> &str {
        self.source.slice(span)
    }

    pub(crate) fn text_of(&self, expr: &Expr) -> &str {
        self.text(expr.span)
    }
}

fn read(folder: &Path) -> Vec<Base> {
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let scripts = files.filter(|file| file.extension().is_some_and(|end| end == "lua"));
    scripts.map(|file| base(&file)).collect()
}

/// A script with what it includes.
fn source(file: &Path) -> Source {
    let shown = file.file_name().unwrap().to_str().unwrap();
    let script = Including {
        shown: shown.to_owned(),
        text: fs::read_to_string(file).unwrap(),
        path: Some(file.to_owned()),
        folders: Folders::of(file.parent(), None, &[], &Disk),
    };
    let joined = join(script, &Disk);
    assert!(joined.errors.is_empty(), "{shown}: {:?}", joined.errors);
    joined.source
}

struct Disk;

impl Files for Disk {
    fn read(&self, path: &Path) -> io::Result<Vec<u8>> {
        fs::read(path)
    }

    fn canonical(&self, path: &Path) -> io::Result<PathBuf> {
        fs::canonicalize(path)
    }

    fn names(&self, _: &Path) -> Option<Vec<String>> {
        None
    }

    fn show(&self, path: &Path) -> String {
        path.display().to_string()
    }
}

fn base(file: &Path) -> Base {
    let source = source(file);
    let text = source.text().to_owned();
    let facts = analyze(&source, &unknown(), &Settings::default()).facts;
    let head = text.lines().next().unwrap();
    let contract = if head.starts_with("-- contract:") {
        contract(head)
    } else {
        described(&facts)
    };
    Base {
        chunk: parse(&source).0,
        lua: Lua::new(),
        source,
        facts,
        contract,
    }
}

fn unknown() -> Contract {
    Contract {
        keys: KeyCount::Unknown,
        ..Contract::default()
    }
}

/// The contract that the comments at the top of a script describe.
fn described(facts: &Facts) -> Contract {
    let (keys, args) = (&facts.header.keys.entries, &facts.header.args.entries);
    let param = |name: &String| Param::one(name, ArgType::Unknown);
    Contract {
        keys: KeyCount::Exactly(keys.len()),
        params: keys
            .iter()
            .chain(args)
            .map(|entry| param(&entry.text))
            .collect(),
        ..Contract::default()
    }
}
