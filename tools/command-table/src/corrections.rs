//! Where the documented arguments are not what servers accept from scripts, as running servers show: the test `grammar`
//! of the analysis asks them. Of servers that are only documented, as the pages of the commands and the tests of their
//! makers tell.

mod parts;
mod whole;

/// The grammar to go by on a server such as `redis-7.0.15`; `None` where nothing can be said.
pub(crate) fn grammar(server: &str, name: &str, documented: &str) -> Option<String> {
    if takes_anything(name) {
        return None;
    }
    let mut text = match whole::grammar(server, name, documented) {
        Some(text) => text,
        None => documented.to_owned(),
    };
    let parts = parts::EVERYWHERE.iter().chain(parts::only_on(server));
    for (names, documented, real) in parts {
        if names.contains(&name) {
            text = text.replace(documented, real);
        }
    }
    Some(text)
}

/// Commands that ignore what they do not know, or whose words no documentation tells; those about a cluster can only
/// be asked in one.
fn takes_anything(name: &str) -> bool {
    matches!(name, "lolwut" | "pfdebug" | "migrate") || name.starts_with("cluster")
}

/// Whether a server is one that borrows its grammars from 7.0.
fn is_before_7(server: &str) -> bool {
    server.starts_with("redis-5.") || server.starts_with("redis-6.")
}

/// Commands, what is documented of them, and what is so.
type Part = (&'static [&'static str], &'static str, &'static str);
