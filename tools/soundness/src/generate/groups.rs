//! Loops over groups of entries: `for i = 2, #ARGV, 3`, and the like by hand.

use super::{Generator, Type};
use crate::feature::Feature;
use crate::syntax::{
    Block, Expr, Stmt, assign, binary, call, function, index, local, name, number, unary,
};

/// How a loop goes through the groups of a table.
struct Groups {
    /// KEYS or ARGV.
    table: &'static str,
    /// The variable that holds the index.
    at: String,
    first: usize,
    step: usize,
}

impl Generator {
    pub(super) fn groups(&mut self, out: &mut Block) {
        self.uses(Feature::GroupLoop);
        let groups = Groups {
            table: self.random.pick(&["KEYS", "ARGV"]),
            at: self.fresh("at"),
            first: 1 + self.random.below(3),
            step: 2 + self.random.below(3),
        };
        let seen = self.fresh("n");
        out.push(local(&seen, number(0)));
        self.declare(&seen, Type::Number);
        match self.random.below(3) {
            0 => self.numeric_groups(&groups, &seen, out),
            1 => self.counted_groups(&groups, &seen, out),
            _ => self.groups_by_helper(&groups, &seen, out),
        }
    }

    fn numeric_groups(&mut self, groups: &Groups, seen: &str, out: &mut Block) {
        let length = unary("#", name(groups.table));
        let first = self.first_group(groups, out);
        let body = self.group_body(groups, seen);
        let range = vec![first, length, number(groups.step)];
        out.push(Stmt::Numeric(groups.at.clone(), range, body));
    }

    /// With a counter of its own, which is looked at after the loop, too.
    fn counted_groups(&mut self, groups: &Groups, seen: &str, out: &mut Block) {
        let rounds = self.fresh("rounds");
        let first = self.first_group(groups, out);
        out.push(local(&groups.at, first));
        let condition = if self.random.chance(50) {
            binary("<=", name(&groups.at), unary("#", name(groups.table)))
        } else {
            index(name(groups.table), name(&groups.at))
        };
        let mut body = self.group_body(groups, seen);
        if !matches!(body.last(), Some(Stmt::Return(_) | Stmt::Break)) {
            let step = binary("+", name(&groups.at), number(groups.step));
            body.push(assign(name(&groups.at), step));
        }
        out.push(Stmt::Loop {
            repeat: self.random.chance(30),
            counter: rounds,
            rounds: 6,
            condition,
            body,
        });
        self.remainder(groups, out);
    }

    /// A function that calls itself for the next group.
    fn groups_by_helper(&mut self, groups: &Groups, seen: &str, out: &mut Block) {
        let each = self.fresh("each");
        let mut body = self.group_body(groups, seen);
        if !matches!(body.last(), Some(Stmt::Return(_) | Stmt::Break)) {
            let next = binary("+", name(&groups.at), number(groups.step));
            body.push(Stmt::Call(call(name(&each), vec![next])));
        }
        let inside = binary("<=", name(&groups.at), unary("#", name(groups.table)));
        let body = vec![Stmt::If(vec![(inside, body)], None)];
        out.push(Stmt::Local(vec![each.clone()], Vec::new()));
        out.push(assign(name(&each), function(&[&groups.at], body)));
        let first = self.first_group(groups, out);
        out.push(Stmt::Call(call(name(&each), vec![first])));
    }

    /// The first index; sometimes a branch decides it.
    fn first_group(&mut self, groups: &Groups, out: &mut Block) -> Expr {
        if self.random.chance(60) {
            return number(groups.first);
        }
        let first = self.fresh("first");
        let condition = self.condition(1);
        let other = groups.first + self.random.below(4);
        out.push(local(&first, number(groups.first)));
        let moved = vec![assign(name(&first), number(other))];
        out.push(Stmt::If(vec![(condition, moved)], None));
        name(&first)
    }

    fn group_body(&mut self, groups: &Groups, seen: &str) -> Block {
        let at = || name(&groups.at);
        let mut body = Vec::new();
        for place in 0..groups.step {
            let read = match place {
                0 => at(),
                _ => binary("+", at(), number(place)),
            };
            body.push(local(
                &format!("{}_{place}", groups.at),
                index(name(groups.table), read),
            ));
        }
        body.push(assign(name(seen), binary("+", name(seen), at())));
        self.remainder(groups, &mut body);
        // A `break` would end no loop in a function.
        let more = self.random.chance(30) && self.loops > 0;
        if more {
            body.extend(self.block(1));
        }
        body
    }

    /// What the index leaves, and which group it begins.
    fn remainder(&mut self, groups: &Groups, out: &mut Block) {
        let (rest, group) = (self.fresh("rest"), self.fresh("group"));
        out.push(local(
            &rest,
            binary("%", name(&groups.at), number(groups.step)),
        ));
        let distance = binary("-", name(&groups.at), number(groups.first));
        out.push(local(&group, binary("/", distance, number(groups.step))));
    }
}
