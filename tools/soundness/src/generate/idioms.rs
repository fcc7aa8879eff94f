//! What people write again and again: counters, memos, classes, round trips, loops that change what they go through.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::program::Content;
use crate::syntax::{
    Block, Expr, Function, Stmt, assign, binary, call, closure, field, function, index, library,
    list, literal, local, name, number, record, redis, text, unary,
};

impl Generator {
    pub(super) fn idiom(&mut self, out: &mut Block) {
        match self.random.below(30) {
            0 => self.loop_capture(out),
            1 => self.stepped(out),
            2 => self.own_counter(out),
            3 | 4 => self.pattern(out),
            5 => self.listed_varargs(out),
            6 => self.sorted_by(out),
            7 | 8 => self.round_trip(out),
            9 => self.retry(out),
            10 => self.resp3(out),
            11 => self.protected_command(out),
            12 => self.changed_on_the_way(out),
            13 => self.assignment_order(out),
            14 => self.written_number(out),
            15 => self.crowd(out),
            16 => self.remade(out),
            17 | 18 => self.groups(out),
            19 | 20 => self.settled(out),
            21 | 22 => self.taken(out),
            23 => self.length_test(out),
            24 => self.range(out),
            25 | 26 => self.rounds(out),
            27 | 28 => self.filled(out),
            _ => self.instances(out),
        }
    }

    /// Functions that keep the variable of a loop.
    fn loop_capture(&mut self, out: &mut Block) {
        self.uses(Feature::LoopCapture);
        let (made, at) = (self.fresh("made"), self.fresh("i"));
        let kept = self.body(&[], 0, |this| {
            let sum = binary("+", name(&at), this.number(0));
            Some(Stmt::Return(vec![sum]))
        });
        let stored = assign(index(name(&made), name(&at)), function(&[], kept));
        out.push(local(&made, list(Vec::new())));
        out.push(Stmt::Numeric(at, vec![number(1), number(3)], vec![stored]));
        let place = number(1 + self.random.below(3));
        let called = call(index(name(&made), place), Vec::new());
        self.local(out, Type::Number, called);
    }

    /// A numeric `for` that goes down, or by fractions, or not at all.
    fn stepped(&mut self, out: &mut Block) {
        self.uses(Feature::SteppedFor);
        let ranges = [
            ["3", "1", "-1"],
            ["0", "1", "0.5"],
            ["1", "2", "-1"],
            ["5", "0", "-2"],
            ["-1", "1", "1"],
        ];
        let range = self.random.pick(&ranges).map(literal).to_vec();
        let (at, sum) = (self.fresh("i"), self.fresh("n"));
        out.push(local(&sum, number(0)));
        self.declare(&sum, Type::Number);
        let mut body = self.loop_body(&[(&at, Type::Number)], 1);
        body.insert(0, assign(name(&sum), binary("+", name(&sum), name(&at))));
        out.push(Stmt::Numeric(at, range, body));
    }

    /// A `while` with a counter of the script's own.
    fn own_counter(&mut self, out: &mut Block) {
        self.uses(Feature::Counter);
        let (count, rounds) = (self.fresh("n"), self.fresh("rounds"));
        out.push(local(&count, number(self.random.below(2))));
        self.declare(&count, Type::Number);
        let counted = assign(
            name(&count),
            binary("+", name(&count), number(1 + self.random.below(2))),
        );
        let mut body = self.loop_body(&[], 1);
        body.insert(0, counted);
        out.push(Stmt::Loop {
            repeat: self.random.chance(30),
            counter: rounds,
            rounds: 6,
            condition: binary("<", name(&count), number(5)),
            body,
        });
    }

    fn pattern(&mut self, out: &mut Block) {
        self.uses(Feature::Patterns);
        let subject = self.text(1);
        match self.random.below(5) {
            0 => {
                let (one, two) = (self.fresh("x"), self.fresh("x"));
                let found = library("string.match", vec![subject, text("(%a*)(%d*)")]);
                out.push(Stmt::Local(vec![one.clone(), two.clone()], vec![found]));
                self.declare(&one, Type::Any);
                self.declare(&two, Type::Any);
            }
            1 => {
                let replaced = Expr::Method(
                    Box::new(name("s")),
                    "gsub".to_owned(),
                    vec![text("(%w)"), text("%1%1")],
                );
                let fresh = self.fresh("x");
                let inner = vec![local("s", subject), assign(name(&fresh), replaced)];
                out.push(Stmt::Local(vec![fresh.clone()], Vec::new()));
                out.push(Stmt::Do(inner));
                self.declare(&fresh, Type::Any);
            }
            2 => {
                let count = self.fresh("n");
                out.push(local(&count, number(0)));
                self.declare(&count, Type::Number);
                let counted = assign(name(&count), binary("+", name(&count), number(1)));
                let replace = function(&["c"], vec![counted, Stmt::Return(vec![name("c")])]);
                out.push(Stmt::Call(library(
                    "string.gsub",
                    vec![subject, text("."), replace],
                )));
            }
            3 => {
                let fields = record(vec![("a", text("b")), ("x", literal("false"))]);
                let replaced = library("string.gsub", vec![subject, text("%w"), fields]);
                self.local(out, Type::Any, replaced);
            }
            _ => {
                let place = library(
                    "string.find",
                    vec![subject, text("("), number(1), literal("true")],
                );
                self.local(out, Type::Any, place);
            }
        }
    }

    /// `...` as a list, by place and from its end.
    fn listed_varargs(&mut self, out: &mut Block) {
        self.uses(Feature::Varargs);
        self.uses(Feature::Select);
        let fresh = self.fresh("f");
        let place = self.random.pick(&["2", "-1", "1"]);
        let all = Expr::Table(vec![crate::syntax::Item::Positional(Expr::Vararg)]);
        let body = vec![
            Stmt::Local(
                vec!["first".to_owned(), "second".to_owned()],
                vec![Expr::Vararg],
            ),
            local("all", all),
            Stmt::If(
                vec![(
                    binary("<", unary("#", name("all")), number(2)),
                    vec![Stmt::Return(vec![name("second"), name("first")])],
                )],
                None,
            ),
            Stmt::Return(vec![library("select", vec![literal(place), Expr::Vararg])]),
        ];
        out.push(Stmt::LocalFunction(
            fresh.clone(),
            Function {
                params: Vec::new(),
                vararg: true,
                body,
            },
        ));
        let mut passed: Vec<Expr> = (0..=self.random.below(2)).map(|_| self.any(0)).collect();
        passed.push(self.spread(1));
        let (one, two) = (self.fresh("x"), self.fresh("x"));
        out.push(Stmt::Local(
            vec![one.clone(), two.clone()],
            vec![call(name(&fresh), passed)],
        ));
        self.declare(&one, Type::Any);
        self.declare(&two, Type::Any);
    }

    fn sorted_by(&mut self, out: &mut Block) {
        self.uses(Feature::SortBy);
        let (items, count) = (self.fresh("list"), self.fresh("n"));
        out.push(local(&items, list(vec![number(3), number(1), number(2)])));
        out.push(local(&count, number(0)));
        self.declare(&items, Type::List);
        self.declare(&count, Type::Number);
        let operator = self.random.pick(&["<", ">"]);
        let counted = assign(name(&count), binary("+", name(&count), number(1)));
        let compared = Stmt::Return(vec![binary(operator, name("a"), name("b"))]);
        let compare = function(&["a", "b"], vec![counted, compared]);
        out.push(Stmt::Call(library(
            "table.sort",
            vec![name(&items), compare],
        )));
        self.local(out, Type::Any, index(name(&items), number(1)));
    }

    /// What is packed and taken out again.
    fn round_trip(&mut self, out: &mut Block) {
        self.uses(Feature::RoundTrip);
        let value = self.any(1);
        let through = match self.random.below(7) {
            0 => {
                let encoded = library(
                    "cjson.encode",
                    vec![record(vec![("n", self.number(1)), ("s", self.text(1))])],
                );
                field(
                    library("cjson.decode", vec![encoded]),
                    self.random.pick(&["n", "s", "x"]),
                )
            }
            1 => library(
                "cmsgpack.unpack",
                vec![library("cmsgpack.pack", vec![value, self.number(0)])],
            ),
            2 => library(
                "struct.unpack",
                vec![
                    text(">I2"),
                    library("struct.pack", vec![text(">I2"), self.number(0)]),
                ],
            ),
            3 => library("tonumber", vec![library("tostring", vec![self.number(1)])]),
            4 => library("bit.tohex", vec![library("bit.bnot", vec![self.number(0)])]),
            5 => library(
                "tonumber",
                vec![binary("..", self.number(0), text("")), number(10)],
            ),
            _ => library(
                "cjson.decode",
                vec![library("cjson.encode", vec![list(vec![value])])],
            ),
        };
        self.local(out, Type::Any, through);
    }

    fn retry(&mut self, out: &mut Block) {
        self.uses(Feature::Retry);
        let (done, rounds) = (self.fresh("x"), self.fresh("rounds"));
        out.push(local(&done, literal("false")));
        let key = self.key_of(Content::Text(""));
        let tried = redis("call", vec![text("EXISTS"), key]);
        let mut body = self.loop_body(&[], 1);
        body.insert(0, assign(name(&done), binary("==", tried, number(1))));
        out.push(Stmt::Loop {
            repeat: true,
            counter: rounds,
            rounds: 3,
            condition: name(&done),
            body,
        });
        self.declare(&done, Type::Any);
    }

    /// Replies that are maps, sets, doubles and booleans.
    fn resp3(&mut self, out: &mut Block) {
        self.uses(Feature::Resp3);
        out.push(Stmt::Call(redis("setresp", vec![number(3)])));
        let (content, words, member) = self.random.pick(&[
            (Content::Hash, "HGETALL", "map"),
            (Content::Set, "SMEMBERS", "set"),
            (Content::SortedSet, "ZSCORE", "double"),
            (Content::Hash, "HGET", "map"),
        ]);
        let mut arguments = vec![text(words), self.key_of(content)];
        if words == "ZSCORE" || words == "HGET" {
            arguments.push(text("a"));
        }
        let reply = self.local(out, Type::Any, redis("call", arguments));
        if self.random.chance(60) {
            let is_table = binary("==", library("type", vec![reply.clone()]), text("table"));
            self.local(
                out,
                Type::Any,
                binary("and", is_table, field(reply, member)),
            );
        }
        if self.random.chance(50) {
            out.push(Stmt::Call(redis("setresp", vec![number(2)])));
        }
    }

    /// `pcall(redis.call, ...)`
    fn protected_command(&mut self, out: &mut Block) {
        self.uses(Feature::ProtectedCommand);
        let called = match self.command() {
            Expr::Call(callee, arguments) => [vec![*callee], arguments].concat(),
            other => vec![other],
        };
        let (ok, result) = (self.fresh("ok"), self.fresh("x"));
        out.push(Stmt::Local(
            vec![ok.clone(), result.clone()],
            vec![library("pcall", called)],
        ));
        self.declare(&ok, Type::Any);
        self.declare(&result, Type::Any);
        if self.random.chance(40) {
            let raised = vec![Stmt::Return(vec![name(&result)])];
            if self.functions == 0 {
                out.push(Stmt::If(vec![(unary("not", name(&ok)), raised)], None));
            }
        }
    }

    /// All right sides are evaluated before anything is assigned.
    fn assignment_order(&mut self, out: &mut Block) {
        self.uses(Feature::AssignmentOrder);
        let items = self.local(out, Type::List, list(vec![number(1), number(2)]));
        let at = self.local(out, Type::Number, number(1));
        let targets = vec![at.clone(), index(items.clone(), at.clone())];
        let values = vec![binary("+", at.clone(), number(1)), self.any(1)];
        out.push(Stmt::Assign(targets, values));
        let swapped = [
            index(items.clone(), number(1)),
            index(items.clone(), number(2)),
        ];
        let exchanged = vec![swapped[1].clone(), swapped[0].clone()];
        out.push(Stmt::Assign(swapped.to_vec(), exchanged));
        self.local(out, Type::Any, index(items, at));
    }

    /// Numbers as text.
    fn written_number(&mut self, out: &mut Block) {
        self.uses(Feature::WrittenNumber);
        let value = self.number(2);
        let written = match self.random.below(5) {
            0 => library("tostring", vec![value]),
            1 => binary("..", value, text("")),
            2 => library(
                "string.format",
                vec![text("%d|%5.1f|%s"), value.clone(), value.clone(), value],
            ),
            3 => library("string.format", vec![text("%.0f"), value]),
            _ => library(
                "table.concat",
                vec![list(vec![value, number(1)]), text(",")],
            ),
        };
        self.local(out, Type::Text, written);
    }

    /// A class with a constructor and a method that gives the object, or functions that share a variable.
    fn instances(&mut self, out: &mut Block) {
        if self.random.chance(50) {
            self.uses(Feature::SharedUpvalue);
            let (make, one, two) = (self.fresh("f"), self.fresh("f"), self.fresh("f"));
            let step = assign(name("count"), binary("+", name("count"), number(1)));
            let counter = function(&[], vec![step, Stmt::Return(vec![name("count")])]);
            let body = vec![local("count", number(0)), Stmt::Return(vec![counter])];
            out.push(Stmt::LocalFunction(make.clone(), closure(&[], body)));
            let instance = || call(name(&make), Vec::new());
            out.push(Stmt::Local(
                vec![one.clone(), two.clone()],
                vec![instance(), instance()],
            ));
            out.push(Stmt::Call(call(name(&one), Vec::new())));
            let which = if self.random.chance(50) { one } else { two };
            self.local(out, Type::Number, call(name(&which), Vec::new()));
            return;
        }
        self.uses(Feature::Class);
        let class = self.fresh("object");
        let own = |member: &str| field(name(&class), member);
        out.push(local(&class, list(Vec::new())));
        out.push(assign(own("__index"), name(&class)));
        let object = library(
            "setmetatable",
            vec![record(vec![("n", name("n"))]), name(&class)],
        );
        out.push(Stmt::Function(
            vec![class.clone(), "new".to_owned()],
            false,
            closure(&["n"], vec![Stmt::Return(vec![object])]),
        ));
        let of_self = field(name("self"), "n");
        let added = assign(of_self.clone(), binary("+", of_self, name("more")));
        out.push(Stmt::Function(
            vec![class.clone(), "add".to_owned()],
            true,
            closure(&["more"], vec![added, Stmt::Return(vec![name("self")])]),
        ));
        let made = call(own("new"), vec![self.number(0)]);
        let added = Expr::Method(Box::new(made), "add".to_owned(), vec![self.number(0)]);
        let object = self.local(out, Type::Record, added);
        self.local(
            out,
            Type::Any,
            field(object, self.random.clone().pick(&["n", "add", "x"])),
        );
    }
}
