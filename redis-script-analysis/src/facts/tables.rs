//! Tables that the script makes: what it stores in them, and what becomes of them where they leave it.

use std::rc::Rc;

use super::value::Operand;
use crate::lua::syntax::ExprId;
use crate::text::Span;

/// A table constructor.
#[derive(Clone)]
pub struct Constructed {
    /// `{...}`
    pub span: Span,
    /// The positional items that are known one by one.
    pub items: Vec<Operand>,
    /// What is stored in its tables: the places of [`Facts::stores`](super::Facts::stores).
    pub stores: Vec<ExprId>,
    /// How its tables leave the script.
    pub leaves: Vec<(Leaves, LeftTable)>,
}

impl Constructed {
    /// What is known of its table where it leaves the script in one of some ways.
    #[must_use]
    pub fn left_by(&self, ways: &[Leaves]) -> Option<&LeftTable> {
        let (_, left) = self.leaves.iter().find(|(by, _)| ways.contains(by))?;
        Some(left)
    }

    /// Whether its table leaves the script in one of some ways.
    #[must_use]
    pub fn leaves_by(&self, ways: &[Leaves]) -> bool {
        self.left_by(ways).is_some()
    }
}

/// How a table leaves the script, within others or alone.
#[derive(Clone, Copy, PartialEq)]
pub enum Leaves {
    /// It is returned.
    Reply,
    /// `cjson.encode`
    Json,
    /// `cmsgpack.pack`
    Packed,
    /// `table.concat`
    Joined,
}

impl Leaves {
    /// What takes an array up to its first nil, or writes null for that.
    pub const AS_ARRAY: [Self; 3] = [Self::Reply, Self::Json, Self::Packed];
}

/// What is known of a table where it leaves the script.
#[derive(Clone, Default)]
pub struct LeftTable {
    /// Where it leaves.
    pub span: Span,
    /// The first element that surely is missing, if there surely is one after it.
    pub hole: Option<i64>,
    /// A field that a reply does not have; empty if its name is not known.
    pub field: Option<Rc<[u8]>>,
    /// Whether there are elements, too.
    pub has_elements: bool,
    /// Whether `cjson.encode` surely refuses it, and nothing catches that: it has too few elements for its length.
    pub is_sparse: bool,
}

/// A value is stored in a table.
#[derive(Clone)]
pub struct Store {
    /// What tells it from others.
    pub id: ExprId,
    /// `t[i]`
    pub span: Span,
    /// The table.
    pub object: Operand,
    /// Where; `None`: at the end.
    pub index: Option<Operand>,
    /// The value.
    pub value: Operand,
    /// Whether the index is the number that a loop around goes through, or so much more.
    pub is_counted: bool,
    /// Whether some round of that loop stores nothing there.
    pub is_skipped: bool,
    /// The first index, if that is known of a loop.
    pub from: Option<f64>,
    /// Whether it runs at least once if what is around the loops runs, as far as the script decides that.
    pub is_sure: bool,
}
