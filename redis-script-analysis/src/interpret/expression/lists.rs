//! Lists of expressions, and the values that one expression gives.

use std::rc::Rc;

use crate::domain::Value;
use crate::facts::Index;
use crate::interpret::Interpreter;
use crate::interpret::site::Site;
use crate::interpret::values::{Tail, ValueSite, Values, beyond};
use crate::lua::syntax::{Expr, ExprKind};

impl<'chunk> Interpreter<'chunk> {
    /// The values of an expression that may give any number of them.
    pub(in crate::interpret) fn evaluate_list_of(&mut self, expr: &'chunk Expr) -> Values {
        match &expr.kind {
            ExprKind::Vararg => {
                let values = match self.frames.last() {
                    Some(frame) => frame.varargs.clone(),
                    None => Values::EMPTY,
                };
                #[cfg(feature = "soundness")]
                self.log_value(Site::of(expr), &values.known(0));
                values
            }
            ExprKind::Suffixed { base, suffixes } => self.suffixed(base, suffixes),
            _ => Values::one(self.evaluate(expr)),
        }
    }

    /// A list as Lua evaluates it: each cut to one value but the last.
    pub(in crate::interpret) fn evaluate_list(&mut self, exprs: &'chunk [Expr]) -> Values {
        let Some((last, before)) = exprs.split_last() else {
            return Values::EMPTY;
        };
        let mut fixed: Vec<Value> = Vec::with_capacity(exprs.len());
        for expr in before {
            fixed.push(self.evaluate(expr));
            self.pending += 1;
        }
        let mut values = self.evaluate_list_of(last);
        self.pending -= before.len() as u32;
        fixed.append(&mut values.fixed);
        // What the last one gives after its first value is not an expression of its own.
        let mut places = Vec::with_capacity(fixed.len());
        for at in 0..fixed.len() {
            places.push(match exprs.get(at) {
                Some(expr) => ValueSite::Expr(Site::of(expr)),
                None => ValueSite::Beyond(last.span),
            });
        }
        Values {
            exprs: places,
            fixed,
            tail: values.tail,
            absent: values.absent,
        }
    }

    /// A list cut or filled to `count` values.
    pub(in crate::interpret) fn evaluate_exactly(
        &mut self,
        exprs: &'chunk [Expr],
        count: usize,
    ) -> Vec<Value> {
        let values = self.evaluate_list(exprs);
        self.first_of(&values, count, Site::of_last(exprs))
    }

    /// The first `count` values of a list.
    pub(in crate::interpret) fn first_of(
        &mut self,
        values: &Values,
        count: usize,
        site: Site,
    ) -> Vec<Value> {
        let mut first = Vec::with_capacity(count);
        for at in 0..count {
            first.push(self.nth(values, at, site));
        }
        first
    }

    pub(in crate::interpret) fn first(&mut self, values: &Values, site: Site) -> Value {
        self.nth(values, 0, site)
    }

    /// The value at a place of a list; taking it from the rest of KEYS or ARGV reads it.
    pub(in crate::interpret) fn nth(&mut self, values: &Values, at: usize, site: Site) -> Value {
        match values.tail {
            Tail::Entries(table, first) if at >= values.fixed.len() => {
                let entry = beyond(first, at - values.fixed.len());
                self.record_read(table, Index::At(entry), site)
            }
            _ => values.known(at),
        }
    }

    /// The whole list is used: what is left of KEYS or ARGV is read.
    pub(in crate::interpret) fn with_tail_read(&mut self, values: &Values, site: Site) -> Values {
        let mut read = values.clone();
        if let Some(entry) = self.read_tail(values, site) {
            read.tail = Tail::Any(Rc::new(entry));
        }
        read
    }

    /// The same if the list still tells which entries they are: gives one of them.
    pub(in crate::interpret) fn read_tail(&mut self, values: &Values, site: Site) -> Option<Value> {
        let Tail::Entries(table, first) = values.tail else {
            return None;
        };
        Some(self.record_read(table, Index::from(first), site))
    }
}
