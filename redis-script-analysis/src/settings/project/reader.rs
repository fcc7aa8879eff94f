//! From the tables of the document to settings.

use std::path::Path;

use super::Project;
use crate::redis::target::{Profile, Required};
use crate::report::diagnostic::Diagnostic;
use crate::settings::directive::SETTINGS;
use crate::settings::toml::{Document, TableId, TomlError, TomlItem, TomlNode, TomlValue};
use crate::settings::{Level, Settings};
use crate::text::{Refusal, Source, Span, fill};

/// The tables, each with its keys; the keys of `lints` are the lints.
const TABLES: [(&str, &[&str]); 4] = [
    ("limits", &["commands", "data", "entries"]),
    ("lints", &[]),
    ("scripts", &["dir", "include"]),
    ("target", &["cluster", "profile", "servers"]),
];

/// The key outside of all tables.
const WORKSPACE: &str = "workspace";

/// Reads the document of a project.
pub(super) struct ProjectReader {
    project: Project,
    errors: Vec<Diagnostic>,
}

impl ProjectReader {
    /// What the file sets, and what is wrong with it, which is left out.
    pub(super) fn read(source: &Source) -> (Project, Vec<Diagnostic>) {
        let mut reader = Self {
            project: Project::default(),
            errors: Vec::new(),
        };
        match Document::parse(source.text()) {
            Ok(document) => reader.document(&document),
            Err((refusal, span)) => reader.refuse(refusal, span),
        }
        (reader.project, reader.errors)
    }

    fn refuse(&mut self, refusal: Refusal, span: Span) {
        let error = Diagnostic::refused(SETTINGS, span, refusal);
        self.errors.push(error);
    }

    /// Notes what is wrong, if anything is.
    fn note(&mut self, set: Result<(), TomlError>) {
        if let Err((refusal, span)) = set {
            self.refuse(refusal, span);
        }
    }

    fn document(&mut self, document: &Document) {
        for (name, span, node) in &document.entries(Document::ROOT) {
            let known = keys_of(name).is_some();
            match node {
                TomlNode::Value(value) if *name == WORKSPACE => {
                    let set = self.workspace(value, *span);
                    self.note(set);
                }
                TomlNode::Table(table) if known => self.table(document, name, *table),
                TomlNode::Value(_) if known => {
                    let refusal = Refusal::new(fill!("`{name}` is a table", name));
                    let help = fill!(
                        "write `[{name}]` on a line of its own, and its keys below",
                        name
                    );
                    self.refuse(refusal.help(help), *span);
                }
                _ => self.refuse(unknown_table(name), *span),
            }
        }
    }

    fn workspace(&mut self, value: &TomlValue, span: Span) -> Result<(), TomlError> {
        self.project.workspace = boolean(WORKSPACE, value)?.then_some(span);
        Ok(())
    }

    fn table(&mut self, document: &Document, table: &str, id: TableId) {
        self.project.has_target |= table == "target";
        self.project.has_scripts |= table == "scripts";
        for (key, span, node) in &document.entries(id) {
            let span = *span;
            let set = match node {
                TomlNode::Table(lint) if table == "lints" => {
                    self.lint_table(key, span, document, *lint);
                    Ok(())
                }
                TomlNode::Value(value) => match table {
                    "lints" => self.lint(key, span, value),
                    _ => self.key(table, key, span, value),
                },
                TomlNode::Table(_) => {
                    let refusal = Refusal::new(fill!("`{table}.{key}` is not a table", table, key));
                    Err((
                        refusal.help(fill!("write `{key} = ...` below `[{table}]`", key, table)),
                        span,
                    ))
                }
            };
            self.note(set);
        }
    }

    fn key(
        &mut self,
        table: &str,
        key: &str,
        span: Span,
        value: &TomlValue,
    ) -> Result<(), TomlError> {
        let Settings { target, limits, .. } = &mut self.project.settings;
        match (table, key) {
            ("limits", "commands") => limits.commands = Some(number(key, value)?),
            ("limits", "data") => limits.bounded_data = Some(bounded(key, value)?),
            ("limits", "entries") => limits.entries = Some(number(key, value)?),
            ("scripts", "dir") => {
                self.project.scripts = relative(&DIR, text(key, value)?, value.span)?;
            }
            ("scripts", "include") => self.include(value)?,
            ("target", "cluster") => target.cluster = Some(boolean(key, value)?),
            ("target", "profile") => {
                let profile = Profile::named(text(key, value)?);
                target.profile = Some(profile.map_err(|refused| (refused, value.span))?);
            }
            ("target", "servers") => self.servers(value)?,
            _ => return Err((unknown_key(table, key), span)),
        }
        Ok(())
    }

    fn include(&mut self, value: &TomlValue) -> Result<(), TomlError> {
        let TomlItem::Array(paths) = &value.item else {
            let refusal = Refusal::new("`include` must be an array of strings");
            return Err((refusal.help(INCLUDE.help), value.span));
        };
        for path in paths {
            match text("include", path).and_then(|text| relative(&INCLUDE, text, path.span)) {
                Ok(path) => self.project.include.push(path),
                Err((refusal, span)) => self.refuse(refusal, span),
            }
        }
        Ok(())
    }

    fn servers(&mut self, value: &TomlValue) -> Result<(), TomlError> {
        let TomlItem::Array(requirements) = &value.item else {
            let refusal = Refusal::new("`servers` must be an array of strings");
            let help = refusal.help("write `servers = [\"redis >= 7.2\", \"valkey >= 8.0\"]`");
            return Err((help, value.span));
        };
        let mut required = Required::default();
        for requirement in requirements {
            match text("servers", requirement).map(Required::by) {
                Ok(Ok(met)) => required = required.or(met),
                Ok(Err(refusal)) => self.refuse(refusal, requirement.span),
                Err((refusal, span)) => self.refuse(refusal, span),
            }
        }
        if required.servers.is_empty() && !requirements.is_empty() {
            // Each was refused already.
            return Ok(());
        }
        let target = &mut self.project.settings.target;
        target
            .declare(required)
            .map_err(|refused| (refused, value.span))
    }

    fn lint(&mut self, lint: &str, span: Span, value: &TomlValue) -> Result<(), TomlError> {
        let level = match &value.item {
            TomlItem::String(name) => Level::at(value.span, name),
            _ => Err(no_level(lint, value.span)),
        };
        self.set_level(lint, span, level, None)
    }

    /// `{ level = "allow", reason = "why" }`
    fn lint_table(&mut self, lint: &str, span: Span, document: &Document, id: TableId) {
        let mut level = Err(no_level(lint, span));
        let mut reason = None;
        for (key, place, node) in &document.entries(id) {
            match (*key, node) {
                ("level", TomlNode::Value(value)) => {
                    level = match text(key, value) {
                        Ok(name) => Level::at(value.span, name),
                        Err(refused) => Err(refused),
                    };
                }
                ("reason", TomlNode::Value(value)) => match text(key, value) {
                    Ok(text) => reason = Some(text),
                    Err((refusal, span)) => self.refuse(refusal, span),
                },
                _ => {
                    let known = ["level", "reason"];
                    let refusal = Refusal::unknown("key", key, &known).or_list(&known);
                    self.refuse(refusal, *place);
                }
            }
        }
        let set = self.set_level(lint, span, level, reason);
        self.note(set);
    }

    fn set_level(
        &mut self,
        lint: &str,
        span: Span,
        level: Result<Level, TomlError>,
        reason: Option<&str>,
    ) -> Result<(), TomlError> {
        let levels = &mut self.project.settings.levels;
        // A wrong level does not hide a wrong name.
        let set = levels.set(lint, *level.as_ref().unwrap_or(&Level::Warn), reason);
        set.map_err(|refused| (refused, span))?;
        level.map(|_| ())
    }
}

fn no_level(lint: &str, place: Span) -> TomlError {
    let refusal = Refusal::new(fill!("`{lint}` has no level", lint));
    let help = fill!(
        "write `{lint} = \"allow\"`, `\"warn\"` or `\"deny\"`, or with a reason `{lint} = {{ level = \"allow\", reason = \"why\" }}`",
        lint,
        lint
    );
    (refusal.help(help), place)
}

fn text<'value>(key: &str, value: &'value TomlValue) -> Result<&'value str, TomlError> {
    if let TomlItem::String(text) = &value.item {
        return Ok(text);
    }
    let refusal = Refusal::new(fill!("the value of `{key}` is not a string", key));
    Err((
        refusal.help("write strings in quotes: `\"string\"`"),
        value.span,
    ))
}

fn boolean(key: &str, value: &TomlValue) -> Result<bool, TomlError> {
    if let TomlItem::Boolean(is) = value.item {
        return Ok(is);
    }
    let refusal = Refusal::new(fill!("the value of `{key}` is neither true nor false", key));
    let help = fill!("write `{key} = true` or `{key} = false`", key, key);
    Err((refusal.help(help), value.span))
}

fn number(key: &str, value: &TomlValue) -> Result<u64, TomlError> {
    if let TomlItem::Integer(number) = value.item {
        return Ok(number);
    }
    let refusal = Refusal::new(fill!("the value of `{key}` is not a number", key));
    Err((refusal.help(fill!("write `{key} = 1000`", key)), value.span))
}

/// `data = "bounded"`
fn bounded(key: &str, value: &TomlValue) -> Result<bool, TomlError> {
    let word = text(key, value)?;
    let known = ["any", "bounded"];
    if !known.contains(&word) {
        let refusal = Refusal::unknown("value", word, &known).or_list(&known);
        return Err((refusal, value.span));
    }
    Ok(word == "bounded")
}

/// A setting that names files or folders.
struct PathSetting {
    empty: &'static str,
    absolute: &'static str,
    help: &'static str,
}

const DIR: PathSetting = PathSetting {
    empty: "the name of the folder of the scripts is empty",
    absolute: "the folder of the scripts is absolute",
    help: "write it relative to the crate's root, as in `dir = \"scripts\"`",
};

const INCLUDE: PathSetting = PathSetting {
    empty: "the path of what scripts may include is empty",
    absolute: "the path of what scripts may include is absolute",
    help: "write it relative to the crate's root, as in `include = [\"../shared\"]`",
};

fn relative(setting: &PathSetting, text: &str, span: Span) -> Result<String, TomlError> {
    let path = Path::new(text);
    let message = if text.trim().is_empty() {
        setting.empty
    } else if path.has_root() || path.is_absolute() {
        setting.absolute
    } else {
        return Ok(text.trim_end_matches('/').to_owned());
    };
    Err((Refusal::new(message).help(setting.help), span))
}

fn unknown_table(name: &str) -> Refusal {
    if name == WORKSPACE {
        return Refusal::new("`workspace` is not a table")
            .help("write `workspace = true` before all tables");
    }
    let mut tables = Vec::new();
    for (table, keys) in &TABLES {
        tables.push(*table);
        if keys.contains(&name) {
            return Refusal::new(fill!("`{name}` is outside of its table", name))
                .help(fill!("write it below `[{table}]`", table));
        }
    }
    Refusal::unknown("table", name, &tables).or_list(&tables)
}

fn unknown_key(table: &str, key: &str) -> Refusal {
    let known = keys_of(table).unwrap_or_default();
    Refusal::unknown("key", key, known).or_list(known)
}

fn keys_of(table: &str) -> Option<&'static [&'static str]> {
    for (name, keys) in &TABLES {
        if *name == table {
            return Some(keys);
        }
    }
    None
}
