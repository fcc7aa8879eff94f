//! What a script replies, as the macro writes it down.

/// A reply, or a part of one.
pub struct WireReply {
    /// As messages name it: `a string`.
    pub shown: &'static str,
    /// What it is.
    pub kind: WireKind,
}

/// What a [`WireReply`] is.
#[derive(Clone, Copy)]
pub enum WireKind {
    /// Not known.
    Any,
    /// nil or false.
    Null,
    /// Lua's true.
    Bool,
    /// A status such as `OK`.
    Status,
    /// An integer; the lowest and the highest, if they are known.
    Integer(Option<(i64, i64)>),
    /// A string, if it is constant.
    Bulk(Option<WireText>),
    /// So many elements.
    Tuple(&'static [WireReply]),
    /// Any number of elements.
    Array(&'static WireReply),
    /// Names and values in turn.
    Flat(&'static WireReply, &'static WireReply),
    /// One of these.
    OneOf(&'static [WireReply]),
}

/// A constant string.
#[derive(Clone, Copy)]
pub struct WireText {
    /// Its bytes.
    pub bytes: &'static [u8],
    /// Whether it is an integer.
    pub is_integer: bool,
    /// Whether it is a number of any kind.
    pub is_number: bool,
}

impl WireReply {
    /// nil.
    pub const NULL: Self = Self {
        shown: "nil",
        kind: WireKind::Null,
    };

    pub(super) const fn is_null(&self) -> bool {
        matches!(self.kind, WireKind::Null)
    }

    /// Whether it may have elements.
    pub(super) const fn may_be_array(&self) -> bool {
        match self.kind {
            WireKind::OneOf(replies) => {
                let mut rest = replies;
                while let [first, others @ ..] = rest {
                    if first.may_be_array() {
                        return true;
                    }
                    rest = others;
                }
                false
            }
            WireKind::Any | WireKind::Tuple(_) | WireKind::Array(_) | WireKind::Flat(..) => true,
            _ => false,
        }
    }

    /// Whether it may be the name of a field.
    pub(super) const fn may_be_name(&self) -> bool {
        match self.kind {
            WireKind::OneOf(replies) => {
                let mut rest = replies;
                while let [first, others @ ..] = rest {
                    if first.may_be_name() {
                        return true;
                    }
                    rest = others;
                }
                false
            }
            WireKind::Any | WireKind::Bulk(_) | WireKind::Status => true,
            _ => false,
        }
    }

    /// Whether it may be a name and a value.
    pub(super) const fn may_be_pair(&self) -> bool {
        match self.kind {
            WireKind::Tuple([name, _]) => name.may_be_name(),
            WireKind::Tuple(_) => false,
            _ => self.may_be_array(),
        }
    }
}
