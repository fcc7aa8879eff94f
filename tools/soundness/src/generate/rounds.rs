//! Loops that issue commands: how many is bounded by replies, by entries and by numbers that are passed.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::syntax::{
    Block, Expr, Stmt, assign, binary, function, index, library, local, name, number, redis, text,
    unary,
};

impl Generator {
    pub(super) fn rounds(&mut self, out: &mut Block) {
        self.uses(Feature::CommandsInLoops);
        let depth = 1 + self.random.below(2);
        let outer = self.random.chance(25).then(|| self.fresh("f"));
        let mut body = Vec::new();
        self.counted_loop(depth, &mut body);
        match outer {
            // A function that other loops call.
            Some(each) => {
                out.push(local(&each, function(&[], body)));
                let called = Stmt::Call(crate::syntax::call(name(&each), Vec::new()));
                let at = self.fresh("i");
                out.push(Stmt::Numeric(
                    at,
                    vec![number(1), self.most()],
                    vec![called.clone()],
                ));
                out.push(called);
            }
            None => out.extend(body),
        }
    }

    fn counted_loop(&mut self, depth: usize, out: &mut Block) {
        let mut body = vec![Stmt::Call(redis("call", vec![text("EXISTS"), self.key()]))];
        if depth > 1 {
            self.counted_loop(depth - 1, &mut body);
        }
        if self.random.chance(25) {
            let condition = self.condition(1);
            body.push(Stmt::If(vec![(condition, vec![Stmt::Break])], None));
        }
        match self.random.below(6) {
            0 => {
                let reply = self.list_command();
                let iterator = library(self.random.pick(&["ipairs", "pairs"]), vec![reply]);
                let names = vec![self.fresh("k"), self.fresh("e")];
                out.push(Stmt::Generic(names, vec![iterator], body));
            }
            1 => {
                let reply = self.list_command();
                let all = self.local(out, Type::List, reply);
                let step = number(1 + self.random.below(2));
                let range = vec![number(self.random.below(3)), unary("#", all), step];
                out.push(Stmt::Numeric(self.fresh("i"), range, body));
            }
            2 => {
                let range = vec![number(1), self.most()];
                out.push(Stmt::Numeric(self.fresh("i"), range, body));
            }
            3 => {
                let iterator = library("ipairs", vec![name(self.random.pick(&["KEYS", "ARGV"]))]);
                let names = vec![self.fresh("k"), self.fresh("e")];
                out.push(Stmt::Generic(names, vec![iterator], body));
            }
            4 => {
                // A counter that goes by steps, down or up.
                let (left, most) = (self.fresh("left"), self.most());
                out.push(local(&left, most));
                let step = number(1 + self.random.below(2));
                body.insert(0, assign(name(&left), binary("-", name(&left), step)));
                out.push(self.looped(binary(">", name(&left), number(0)), body));
            }
            _ => {
                let pop = redis("call", vec![text("LPOP"), self.key()]);
                out.push(self.looped(pop, body));
            }
        }
    }

    fn looped(&mut self, condition: Expr, body: Block) -> Stmt {
        Stmt::Loop {
            repeat: false,
            counter: self.fresh("rounds"),
            rounds: 8,
            condition,
            body,
        }
    }

    /// A number that the caller passes, or the size of a reply, a small one.
    fn most(&mut self) -> Expr {
        let number_of = match self.random.below(4) {
            0 => binary("or", library("tonumber", vec![self.argument()]), number(2)),
            1 => unary("#", name("ARGV")),
            2 => self.number_command(),
            _ => index(name("KEYS"), number(9)),
        };
        let most = binary("or", number_of, number(1));
        library("math.min", vec![most, number(3 + self.random.below(4))])
    }
}
