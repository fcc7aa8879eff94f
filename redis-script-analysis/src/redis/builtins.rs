//! The sandbox: what a script finds in its globals and libraries, and what operators take. One row each.
//!
//! The interpreter, the lints and the replies read these rows, and nothing else says what a builtin takes or gives. What
//! a row cannot say, such as that `math.floor` rounds, is code that its [`Role`] leads to.
//!
//! What exists was read off running servers: Redis 7.0.15, 7.2.4, 7.4.1, 8.2.3 and Valkey 8.1.8, 9.0.0, 9.1.2. Later ones
//! have, by their release notes, one member more: `cjson.decode_array_with_array_mt`. What functions take is from Lua 5.1's
//! manual, and from what Redis 7.0 and Valkey 8.1 said to wrong calls of their own functions.

mod api;
mod foreign;
mod globals;
mod numbers;
mod operators;
mod parameter;
mod role;
mod row;
mod strings;
mod visible;

pub use self::foreign::remedy;
pub use self::operators::{Operator, OperatorRow};
pub use self::parameter::{Called, Parameter, Parameters};
pub use self::role::Role;
pub use self::row::{Gives, Is, Passed, Row};
pub use self::visible::{global_in, global_names, has_global, member_of_global};

use std::fmt;
use std::sync::LazyLock;

use super::servers::Servers;
use crate::collections::{Hash, HashTable};

/// A table of the sandbox: a library, or that of all globals.
pub struct Library {
    /// The global that holds it; empty for functions that no table holds.
    pub name: &'static str,
    /// In alphabetic order.
    pub members: &'static [Row],
}

/// A member of a library under one of its names: `server.call` is not `redis.call`, though both have one row.
#[derive(Clone, Copy)]
pub struct Builtin {
    /// Where it stands among all: [`at`] finds it by this number.
    pub number: u32,
    /// The library.
    pub library: &'static Library,
    /// What is known of it.
    pub row: &'static Row,
}

/// The table of all globals, which is in itself.
pub const GLOBALS: u32 = 0;

/// The library of all strings.
pub const STRING: u32 = 1;

/// What only function libraries have: a member of `redis` while they are loaded.
pub const REGISTER_FUNCTION: &str = "register_function";

static LIBRARIES: &[Library] = &[
    library(visible::ALL, globals::GLOBALS),
    library("string", strings::STRINGS),
    library("bit", numbers::BITS),
    library("cjson", api::JSON),
    library("cmsgpack", api::MESSAGES),
    library("coroutine", globals::COROUTINES),
    library("math", numbers::MATH),
    library(visible::OS, globals::CLOCK),
    library("redis", api::API),
    library("server", api::API),
    library("struct", api::STRUCTS),
    library("table", globals::TABLES),
    library("", globals::ITERATORS),
];

const fn library(name: &'static str, members: &'static [Row]) -> Library {
    Library { name, members }
}

/// So many numbers each library has.
const MEMBERS: u32 = 64;

/// The number of a library.
#[must_use]
pub fn library_number(name: &str) -> Option<u32> {
    for (number, library) in (0..).zip(LIBRARIES) {
        if library.name == name {
            return Some(number);
        }
    }
    None
}

/// The library of a number.
#[must_use]
pub fn library_at(number: u32) -> Option<&'static Library> {
    LIBRARIES.get(number as usize)
}

/// A member of the library of a number; `None` if no known server has it.
#[must_use]
pub fn member(library: u32, name: &str) -> Option<Builtin> {
    let is_it = |number: usize| {
        let number = number as u32;
        match at(number) {
            Some(found) => number / MEMBERS == library && found.row.name == name,
            None => false,
        }
    };
    at(BY_NAME.find(hash(library, name), &is_it)? as u32)
}

/// The numbers of all members.
static BY_NAME: LazyLock<HashTable> = LazyLock::new(|| {
    let mut table = HashTable::default();
    for (library, members) in (0..).zip(LIBRARIES) {
        for (place, row) in (0..).zip(members.members) {
            let number: u32 = library * MEMBERS + place;
            table.add(hash(library, row.name), number as usize);
        }
    }
    table
});

fn hash(library: u32, name: &str) -> u32 {
    let hash = Hash::default().with(library.into());
    hash.with_bytes(name.as_bytes()).finish()
}

/// The member of a number.
#[must_use]
pub fn at(number: u32) -> Option<Builtin> {
    let library = library_at(number / MEMBERS)?;
    let row = library.members.get((number % MEMBERS) as usize)?;
    Some(Builtin {
        number,
        library,
        row,
    })
}

/// The function of iterators that a role names.
#[must_use]
pub fn iterator(role: Role) -> Option<Builtin> {
    let library = library_number("")?;
    for (place, row) in (0..).zip(globals::ITERATORS) {
        if row.role == role {
            return at(library * MEMBERS + place);
        }
    }
    None
}

/// `redis.call`, or `redis.pcall`, which catches errors.
#[must_use]
pub fn caller(catches: bool) -> &'static Row {
    if catches {
        &api::CATCHING
    } else {
        &api::CALLING
    }
}

/// A global, or a member of a library: `unpack`, `redis.call`.
#[must_use]
pub fn find(name: &str) -> Option<Builtin> {
    match name.split_once('.') {
        Some((library, name)) => member(library_number(library)?, name),
        None => member(GLOBALS, name),
    }
}

/// The servers that have a global, or a member of a library; what is not named here is the same on all known servers.
#[must_use]
pub fn servers_having(name: &str) -> Servers {
    match find(name) {
        Some(found) => found.row.servers(),
        None => Servers::ALL,
    }
}

impl Library {
    /// The names of all members.
    #[must_use]
    pub fn names(&self) -> Vec<&'static str> {
        let mut names = Vec::with_capacity(self.members.len());
        for row in self.members {
            names.push(row.name);
        }
        names
    }
}

impl fmt::Display for Builtin {
    /// As a script names it.
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        match self.library.name {
            "" | visible::ALL => formatter.write_str(self.row.name),
            library => write!(formatter, "{library}.{}", self.row.name),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{LIBRARIES, MEMBERS, at, find};

    #[test]
    fn rows_are_in_order_and_have_a_number_each() {
        for library in LIBRARIES {
            let names: Vec<_> = library.names();
            assert!(names.is_sorted(), "{}", library.name);
            assert!(names.len() < MEMBERS as usize, "{}", library.name);
        }
        for name in [
            "unpack",
            "redis.call",
            "server.call",
            "os.clock",
            "bit.tohex",
        ] {
            let found = find(name).and_then(|found| at(found.number));
            assert_eq!(found.map(|found| found.to_string()).as_deref(), Some(name));
        }
        assert!(find("redis.cal").is_none() && find("no.call").is_none());
    }
}
