//! A script as a function of Rust.

use std::fmt::Write as _;

use heck::ToSnakeCase as _;

use crate::Failure;
use crate::checked::{Args, Checked};
use crate::package::Script;
use crate::reply;

/// A script, and what it reads and replies.
pub(crate) struct Function<'a> {
    script: &'a Script,
    checked: &'a Checked,
}

/// A function for each script.
pub(crate) fn all<'a>(
    scripts: &'a [Script],
    checked: &'a [Checked],
) -> Result<Vec<Function<'a>>, Failure> {
    let function = |script: &'a Script| {
        let path = format!("scripts/{}", script.file());
        let checked = checked.iter().find(|checked| checked.file == path);
        let checked = checked.ok_or_else(|| format!("{path} was not checked"))?;
        Ok(Function { script, checked })
    };
    scripts.iter().map(function).collect()
}

impl Function<'_> {
    /// By the attribute.
    pub(crate) fn typed(&self) -> String {
        format!(
            "#[redis_script::redis_script({:?}, keys = {})]\npub async fn {}({}) -> redis_script::Result<{}>;\n",
            self.script.file(),
            self.script.keys,
            self.name(),
            self.parameters(),
            reply::rust_type(&self.checked.reply)
        )
    }

    /// The same call without the macro.
    pub(crate) fn by_hand(&self) -> String {
        let mut body = format!(
            "redis::cmd(\"EVALSHA\").arg({:?}).arg({})",
            self.checked.sha1, self.script.keys
        );
        for (name, _) in self.entries() {
            let _ = write!(body, ".arg({name})");
        }
        format!(
            "pub async fn {}({}) -> redis::RedisResult<{}> {{ {body}.query_async(con).await }}\n",
            self.name(),
            self.parameters(),
            reply::rust_type(&self.checked.reply)
        )
    }

    fn name(&self) -> String {
        self.script.name.to_snake_case()
    }

    fn parameters(&self) -> String {
        let mut parameters = "con: &mut impl redis::aio::ConnectionLike".to_owned();
        for (name, kind) in self.entries() {
            let _ = write!(parameters, ", {name}: {kind}");
        }
        parameters
    }

    /// The names and the types of what is passed.
    fn entries(&self) -> Vec<(String, String)> {
        let entry = |name: String| (name, "&str".to_owned());
        let keys = (1..=self.script.keys).map(|index| entry(format!("key_{index}")));
        let args = (1..=self.checked.args.count).map(|index| entry(format!("arg_{index}")));
        let rest = rest(&self.checked.args).map(|kind| ("rest".to_owned(), kind));
        keys.chain(args).chain(rest).collect()
    }
}

/// The type of the arguments of a variable number.
fn rest(args: &Args) -> Option<String> {
    let element = match args.group {
        Some(size) if size > 1 => format!("({})", vec!["&str"; size].join(", ")),
        _ => "&str".to_owned(),
    };
    args.variadic.then(|| format!("&[{element}]"))
}
