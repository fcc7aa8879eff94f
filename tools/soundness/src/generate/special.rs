//! What is rare, fails or is not there on some servers.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::syntax::{Block, Expr, Stmt, binary, field, library, list, name, number, redis, text};

impl Generator {
    /// Members and functions that some servers lack, and RESP3.
    pub(super) fn special_statement(&mut self, out: &mut Block) {
        match self.random.below(6) {
            0 => {
                self.uses(Feature::Setresp);
                out.push(Stmt::Call(library(
                    "redis.setresp",
                    vec![number(2 + self.random.below(2))],
                )));
            }
            1 => {
                self.uses(Feature::NewMembers);
                let member = self.random.pick(&[
                    "REDIS_VERSION",
                    "REDIS_VERSION_NUM",
                    "SERVER_NAME",
                    "REPL_ALL",
                ]);
                self.local(out, Type::Any, field(name("redis"), member));
            }
            2 => {
                self.uses(Feature::NewMembers);
                let called = library(
                    self.random
                        .pick(&["os.clock", "redis.acl_check_cmd", "server.call"]),
                    vec![text("PING")],
                );
                let kind = library("type", vec![called]);
                self.local(out, Type::Text, kind);
            }
            3 => {
                self.uses(Feature::ReadonlyLibrary);
                let library = self.random.pick(&["string", "redis", "math", "cjson"]);
                out.push(crate::syntax::assign(
                    field(name(library), "extra"),
                    number(1),
                ));
            }
            4 => {
                self.uses(Feature::Loadstring);
                let code = self.random.pick(&[
                    "return 1",
                    "return redis.call('DEL', KEYS[1])",
                    "return ARGV[3]",
                ]);
                let called = crate::syntax::call(library("loadstring", vec![text(code)]), vec![]);
                self.local(out, Type::Any, called);
            }
            _ => {
                self.uses(Feature::CertainError);
                let wrong = match self.random.below(4) {
                    0 => binary("+", self.key(), text("x")),
                    1 => field(crate::syntax::literal("nil"), "n"),
                    2 => redis("call", vec![text("NOSUCH"), self.key()]),
                    _ => binary("..", list(vec![]), text("x")),
                };
                let wrong = Expr::Paren(Box::new(wrong));
                let condition = self.condition(1);
                let failing = vec![crate::syntax::local("wrong", wrong)];
                out.push(Stmt::If(vec![(condition, failing)], None));
            }
        }
    }
}
