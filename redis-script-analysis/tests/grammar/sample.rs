//! Calls made up from a grammar.

use redis_script_analysis::redis::grammar::{Grammar, Kind, Node};

/// The arguments behind the command's name.
pub(crate) type Call = Vec<String>;

/// Makes up calls, the same ones each time.
pub(crate) struct Sampler<'a> {
    seed: u64,
    command: &'a str,
    grammar: &'a Grammar,
}

impl<'a> Sampler<'a> {
    pub(crate) fn new(command: &'a str, grammar: &'a Grammar) -> Self {
        let letters = command.bytes().map(u64::from);
        Self {
            seed: letters.fold(7, |seed, letter| seed * 31 % 1_000_003 + letter),
            command,
            grammar,
        }
    }

    /// So many calls that the grammar allows, and wrong ones made from them.
    pub(crate) fn calls(&mut self, count: usize) -> Vec<Call> {
        let mut calls = Vec::new();
        for _ in 0..count {
            let call = self.right_call();
            self.break_one(&call, &mut calls);
            calls.push(call);
        }
        calls
    }

    /// So many calls that the grammar allows.
    pub(crate) fn right_calls(&mut self, count: usize) -> Vec<Call> {
        (0..count).map(|_| self.right_call()).collect()
    }

    fn right_call(&mut self) -> Call {
        let mut call = Call::new();
        for node in self.grammar.nodes() {
            self.add(node, &mut call);
        }
        call
    }

    /// A number below a bound, in the manner of Lehmer.
    fn below(&mut self, bound: usize) -> usize {
        self.seed = (self.seed + 1) * 48_271 % 2_147_483_647;
        (self.seed >> 7) as usize % bound
    }

    fn one_of<T: Copy>(&mut self, all: &[T]) -> T {
        all[self.below(all.len())]
    }

    fn add(&mut self, node: &Node, call: &mut Call) {
        match node {
            Node::Word(word) => call.push((*word).to_owned()),
            Node::Value(name, kind) => {
                let value = self.value(name, *kind);
                call.push(value);
            }
            Node::Row(nodes) => nodes.iter().for_each(|node| self.add(node, call)),
            Node::OneOf(nodes) => {
                let at = self.below(nodes.len());
                self.add(&nodes[at], call);
            }
            Node::Optional(node) => {
                if self.below(2) == 0 {
                    self.add(node, call);
                }
            }
            Node::Repeated(node) => self.times(1, node, call),
            Node::Counted(_, node) => {
                let at = call.len();
                let count = 1 + self.below(2);
                (0..count).for_each(|_| self.add(node, call));
                call.insert(at, count.to_string());
            }
            Node::AsMany(node) => {
                let count = call.iter().find_map(|word| word.parse().ok()).unwrap_or(1);
                (0..count).for_each(|_| self.add(node, call));
            }
            Node::AnyOrder(nodes) => {
                let mut nodes: Vec<_> = nodes.iter().collect();
                for at in 1..nodes.len() {
                    let other = self.below(at + 1);
                    nodes.swap(at, other);
                }
                for node in nodes {
                    self.add(node, call);
                }
            }
        }
    }

    fn times(&mut self, least: usize, node: &Node, call: &mut Call) {
        for _ in 0..least + self.below(2) {
            self.add(node, call);
        }
    }

    fn value(&mut self, name: &str, kind: Kind) -> String {
        match kind {
            Kind::Integer(low, high) => {
                let numbers: &[i64] = if high < 2 { &[0, 1] } else { &[1, 2, 10] };
                self.one_of(numbers).clamp(low, high).to_string()
            }
            Kind::Key
                if name.contains("dest")
                    || name.contains("store")
                    || name == "newkey"
                    || name == "dst" =>
            {
                "d".into()
            }
            Kind::Key => self.one_of(&["k", "k", "l"]).into(),
            Kind::Pattern => self.one_of(&["*", "a*"]).into(),
            Kind::Float => self.one_of(&["1", "1.5", "2e0", "+3"]).into(),
            Kind::ScoreBound => self.one_of(&["-inf", "+inf", "(1", "1.5"]).into(),
            Kind::MemberBound => self.one_of(&["-", "+", "[a", "(b"]).into(),
            Kind::EntryId => self.one_of(&["*", "9-1", "9"]).into(),
            Kind::StreamId | Kind::ExactId if name == "id" => {
                self.one_of(&["1-2", "1-2", "0"]).into()
            }
            Kind::ExactId => "1-1".into(),
            Kind::Unit => self.one_of(&["m", "km", "ft", "mi"]).into(),
            Kind::StreamId => self.one_of(&["1-1", "-", "+"]).into(),
            Kind::Cursor | Kind::ArrayIndex => "0".into(),
            Kind::BitOffset => self.one_of(&["0", "8", "#1"]).into(),
            Kind::BitType => self.one_of(&["u8", "i16"]).into(),
            Kind::Text => self.text(name).into(),
        }
    }

    fn text(&mut self, name: &str) -> &'static str {
        match name {
            "group" | "groupname" => "g",
            "consumer" | "consumername" => "c",
            "last-id" | "lastid" => "1-2",
            "id" => "0",
            "cursor" => "10",
            "start" | "stop" | "min" | "max" | "slot" => self.one_of(&["0", "1"]),
            "type" => "string",
            "host" => "127.0.0.1",
            "value" | "element" | "pivot" | "member" if self.command.starts_with('l') => "1",
            "field" => self.one_of(&["f", "g"]),
            _ => self.one_of(&["a", "b", "1"]),
        }
    }

    fn break_one(&mut self, call: &Call, calls: &mut Vec<Call>) {
        let words = self.grammar.words();
        let word = |sampler: &mut Self| match words.len() {
            0 => "NX",
            _ => sampler.one_of(&words),
        };
        for at in 0..=call.len() {
            let (one, other) = (word(self), word(self));
            for extra in ["extra", "1", one, other] {
                let mut added = call.clone();
                added.insert(at, extra.to_owned());
                calls.push(added);
            }
        }
        for at in 0..call.len() {
            let mut dropped = call.clone();
            dropped.remove(at);
            calls.push(dropped);
            let one = word(self);
            for other in ["extra", "1.5", "1.0", "0", "-1", "", "01", "nan", one] {
                let mut replaced = call.clone();
                other.clone_into(&mut replaced[at]);
                calls.push(replaced);
            }
            let mut lower = call.clone();
            lower[at] = lower[at].to_lowercase();
            calls.push(lower);
            if at > 0 {
                let mut swapped = call.clone();
                swapped.swap(at - 1, at);
                calls.push(swapped);
            }
        }
    }
}
