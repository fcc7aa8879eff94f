//! Options among the arguments that change a reply.

use super::Shape;

/// The arguments of a call.
pub(super) struct Options<'a> {
    arguments: &'a [Option<&'a [u8]>],
    open: bool,
    /// So many arguments at the front are certainly no options.
    fixed: usize,
}

/// Options whose value follows.
const VALUED: [&str; 7] = ["EX", "PX", "EXAT", "PXAT", "IFEQ", "IFNE", "LIMIT"];

impl<'a> Options<'a> {
    pub(super) fn new(arguments: &'a [Option<&'a [u8]>], open: bool) -> Self {
        Self {
            arguments,
            open,
            fixed: usize::MAX,
        }
    }

    /// Behind so many arguments, one that is not constant may be an option.
    pub(super) fn behind(&self, fixed: usize) -> Self {
        Self { fixed, ..*self }
    }

    /// The reply with an option, or the one without it, or either where that is not known.
    pub(super) fn choose(&self, option: &str, with: Shape, without: Shape) -> Shape {
        self.choose_any(&[option], with, without)
    }

    /// The same for several options that change the reply alike.
    pub(super) fn choose_any(&self, options: &[&str], with: Shape, without: Shape) -> Shape {
        let behind_key = self.arguments.get(1..).unwrap_or_default();
        let is_option = |argument: &&[u8]| {
            options
                .iter()
                .any(|option| argument.eq_ignore_ascii_case(option.as_bytes()))
        };
        if behind_key.iter().flatten().any(is_option) {
            return with;
        }
        if self.open || self.hides_option() {
            return Shape::OneOf(vec![with, without]);
        }
        without
    }

    /// Whether an argument that is not constant stands where an option can stand.
    fn hides_option(&self) -> bool {
        let valued = |before: Option<&[u8]>| {
            before.is_some_and(|before| {
                VALUED
                    .iter()
                    .any(|option| before.eq_ignore_ascii_case(option.as_bytes()))
            })
        };
        let pairs = self.arguments.windows(2).skip(self.fixed.saturating_sub(1));
        pairs
            .filter_map(<[_]>::split_last)
            .any(|(argument, before)| argument.is_none() && !before.iter().copied().any(valued))
    }

    /// The reply for so many arguments, or for more; either where that is not known.
    pub(super) fn counted(&self, count: usize, exactly: Shape, more: Shape) -> Shape {
        match self.count() {
            Some(found) if found <= count => exactly,
            Some(_) => more,
            None => Shape::OneOf(vec![exactly, more]),
        }
    }

    /// An array with one element for each argument behind the first ones.
    pub(super) fn one_each(&self, first: usize, item: Shape) -> Shape {
        match self.count() {
            Some(count) => Shape::Tuple(vec![item; count.saturating_sub(first)]),
            None => Shape::Array(Box::new(item)),
        }
    }

    /// The number of arguments, if it is known.
    pub(super) fn count(&self) -> Option<usize> {
        (!self.open).then_some(self.arguments.len())
    }

    /// The name of the subcommand, in upper case, among those that matter.
    pub(super) fn subcommand(&self) -> Option<&'static str> {
        let name = self.arguments.first().copied().flatten()?;
        let known = [
            "ENCODING",
            "FREQ",
            "IDLETIME",
            "REFCOUNT",
            "USAGE",
            "CREATE",
            "SETID",
            "DESTROY",
            "CREATECONSUMER",
            "DELCONSUMER",
        ];
        known
            .into_iter()
            .find(|known| name.eq_ignore_ascii_case(known.as_bytes()))
    }
}
