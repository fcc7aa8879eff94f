//! Holds arguments against a grammar.
//!
//! Each node takes the set of places at which it may begin to those at which it may end, so that no order of trying
//! matters, and the work grows with the product of both lengths. What is still too much is given up: nothing is refused.

use super::argument::Argument;
use super::places::PositionSet;
use super::refusal::{Expected, Mismatch};
use super::{Kind, Node};
use crate::collections::lists;

/// So many nodes are looked at in one call.
const FUEL: u32 = 20_000;

pub(super) fn refusal(nodes: &[Node], arguments: &[Argument], open: bool) -> Option<Mismatch> {
    if arguments.len() > PositionSet::HIGHEST {
        return None;
    }
    // Most arguments are taken: only if not, what would be is looked for.
    let mut matcher = Matcher {
        arguments,
        fuel: FUEL,
        count: None,
        farthest: 0,
        expected: None,
    };
    let ends = matcher.row(nodes, PositionSet::one(0));
    let taken = ends.has(arguments.len()) || open && matcher.farthest >= arguments.len();
    if taken || matcher.fuel == 0 {
        return None;
    }
    let mut explaining = Matcher {
        fuel: FUEL,
        count: None,
        farthest: 0,
        expected: Some(Vec::new()),
        ..matcher
    };
    explaining.row(nodes, PositionSet::one(0));
    explaining.reach(ends.highest().unwrap_or(0));
    Some(Mismatch {
        place: explaining.farthest,
        expected: explaining.expected.unwrap_or_default(),
    })
}

/// What may stand after these arguments; empty if that is not known.
pub(super) fn expected(nodes: &[Node], before: &[Argument]) -> Vec<Expected> {
    if before.len() >= PositionSet::HIGHEST {
        return Vec::new();
    }
    let mut matcher = Matcher {
        arguments: before,
        fuel: FUEL,
        count: None,
        farthest: 0,
        expected: Some(Vec::new()),
    };
    matcher.row(nodes, PositionSet::one(0));
    let is_known = matcher.farthest == before.len() && matcher.fuel > 0;
    let expected = if is_known { matcher.expected } else { None };
    expected.unwrap_or_default()
}

struct Matcher<'a> {
    arguments: &'a [Argument<'a>],
    fuel: u32,
    /// The number of the last counted list, where it is known.
    count: Option<usize>,
    /// The last place to which the arguments are allowed.
    farthest: usize,
    /// What may stand there, if that is asked for.
    expected: Option<Vec<Expected>>,
}

impl Matcher<'_> {
    fn row(&mut self, nodes: &[Node], from: PositionSet) -> PositionSet {
        let mut places = from;
        for node in nodes {
            places = self.node(node, places);
        }
        places
    }

    /// The places at which a node may end.
    fn node(&mut self, node: &Node, from: PositionSet) -> PositionSet {
        if from.is_empty() || self.fuel == 0 {
            return PositionSet::EMPTY;
        }
        self.fuel -= 1;
        match node {
            Node::Word(word) => self.one(from, Expected::Word(word)),
            Node::Value(name, kind) => self.one(from, Expected::Value(name, *kind)),
            Node::Row(nodes) => self.row(nodes, from),
            Node::OneOf(nodes) => {
                let mut ends = PositionSet::EMPTY;
                for node in nodes {
                    ends = ends.or(self.node(node, from));
                }
                ends
            }
            Node::Optional(node) => from.or(self.node(node, from)),
            Node::Repeated(node) => self.repeated(node, from),
            Node::Counted(name, item) => self.counted(name, item, from),
            Node::AsMany(item) => match self.count {
                Some(count) => self.times(item, count, from),
                None => self.repeated(item, from),
            },
            Node::AnyOrder(nodes) => self.any_order(nodes, from),
        }
    }

    /// One argument.
    fn one(&mut self, from: PositionSet, expected: Expected) -> PositionSet {
        let (mut ends, mut from) = (PositionSet::EMPTY, from);
        while let Some(place) = from.pop() {
            self.expect(place, expected);
            if let Some(argument) = self.arguments.get(place)
                && expected.takes(*argument)
            {
                ends.add(place + 1);
            }
        }
        ends
    }

    fn expect(&mut self, place: usize, expected: Expected) {
        self.reach(place);
        if let Some(known) = &mut self.expected
            && place == self.farthest
            && !known.contains(&expected)
        {
            known.push(expected);
        }
    }

    fn reach(&mut self, place: usize) {
        if place > self.farthest {
            self.farthest = place;
            if let Some(known) = &mut self.expected {
                known.clear();
            }
        }
    }

    fn repeated(&mut self, node: &Node, from: PositionSet) -> PositionSet {
        let (mut ends, mut new) = (PositionSet::EMPTY, from);
        while !new.is_empty() {
            new = self.node(node, new).without(ends);
            ends = ends.or(new);
        }
        ends
    }

    fn counted(&mut self, name: &'static str, item: &Node, from: PositionSet) -> PositionSet {
        let number = Expected::Value(name, Kind::Integer(1, i64::MAX));
        let (mut ends, mut from) = (PositionSet::EMPTY, from);
        while let Some(place) = from.pop() {
            let behind = self.one(PositionSet::one(place), number);
            self.count = match self.arguments.get(place) {
                Some(count) => count.count(),
                None => None,
            };
            ends = ends.or(match self.count {
                Some(count) => self.times(item, count, behind),
                None => self.repeated(item, behind),
            });
        }
        ends
    }

    fn times(&mut self, item: &Node, count: usize, from: PositionSet) -> PositionSet {
        let mut places = from;
        for _ in 0..count {
            if places.is_empty() {
                break;
            }
            places = self.node(item, places);
        }
        places
    }

    /// Follows each choice of alternatives on its own.
    fn any_order(&mut self, nodes: &[Node], from: PositionSet) -> PositionSet {
        let mut items = Vec::with_capacity(nodes.len());
        for node in nodes {
            items.push(AnyOrderItem::of(items.len(), node));
        }
        let mut reached: Vec<(Chosen, PositionSet)> = Vec::new();
        let mut work = lists::one((0, from));
        while let Some((chosen, places)) = work.pop() {
            let new = reach(&mut reached, chosen, places);
            for item in &items {
                for (at, node) in item.alternatives.iter().enumerate() {
                    let Some(chosen) = item.choose(chosen, at) else {
                        continue;
                    };
                    let ends = self.node(node, new);
                    if !ends.is_empty() {
                        work.push((chosen, ends));
                    }
                }
            }
        }
        let mut ends = PositionSet::EMPTY;
        for (chosen, places) in &reached {
            if !is_any_missing(&items, *chosen) {
                ends = ends.or(*places);
            }
        }
        ends
    }
}

/// The alternatives that were chosen: four bits an item, 0 where none was.
type Chosen = u64;

fn chosen_at(chosen: Chosen, bit: u32) -> Chosen {
    chosen >> bit & 15
}

/// A node of those that come in any order.
struct AnyOrderItem<'a> {
    /// The first of its bits; `None` where it does not matter what was chosen.
    bit: Option<u32>,
    required: bool,
    alternatives: &'a [Node],
}

impl<'a> AnyOrderItem<'a> {
    fn of(at: usize, node: &'a Node) -> Self {
        let (required, inner) = match node {
            Node::Optional(inner) => (false, &**inner),
            node => (true, node),
        };
        let alternatives = match inner {
            Node::OneOf(alternatives) => alternatives.as_slice(),
            inner => std::slice::from_ref(inner),
        };
        let matters = required || alternatives.len() > 1;
        let bit = match u32::try_from(at * 4) {
            Ok(bit) if matters && bit < Chosen::BITS => Some(bit),
            _ => None,
        };
        Self {
            bit,
            required,
            alternatives,
        }
    }

    /// What is chosen when an alternative is; `None` if another one was.
    fn choose(&self, chosen: Chosen, alternative: usize) -> Option<Chosen> {
        let Some(bit) = self.bit else {
            return Some(chosen);
        };
        let number = alternative as Chosen + 1;
        match chosen_at(chosen, bit) {
            0 => Some(chosen | number << bit),
            before => (before == number).then_some(chosen),
        }
    }

    fn is_missing(&self, chosen: Chosen) -> bool {
        match self.bit {
            Some(bit) => self.required && chosen_at(chosen, bit) == 0,
            None => false,
        }
    }
}

fn is_any_missing(items: &[AnyOrderItem], chosen: Chosen) -> bool {
    for item in items {
        if item.is_missing(chosen) {
            return true;
        }
    }
    false
}

/// Notes the places that were reached by a choice, and gives those that are new.
fn reach(
    reached: &mut Vec<(Chosen, PositionSet)>,
    chosen: Chosen,
    places: PositionSet,
) -> PositionSet {
    for (other, known) in &mut *reached {
        if *other == chosen {
            let new = places.without(*known);
            *known = known.or(new);
            return new;
        }
    }
    reached.push((chosen, places));
    places
}

#[cfg(test)]
mod tests;
