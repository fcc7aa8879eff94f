//! How many arguments a command takes.

/// Bounds on the number of arguments behind the command's name; a subcommand's name is one of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Arity {
    /// As few as that.
    pub least: usize,
    /// As many as that; `None` if there is no bound.
    pub most: Option<usize>,
}

impl Arity {
    /// COMMAND counts the name too, and gives what is a minimum as a negative number. Redis 5 says 0 where anything goes.
    pub(super) fn of_table(text: &str) -> Option<Self> {
        let count: i64 = text.parse().ok()?;
        let least = count.unsigned_abs().saturating_sub(1) as usize;
        let most = (count > 0).then_some(least);
        Some(Self { least, most })
    }

    /// Whether it takes that many.
    #[must_use]
    pub fn accepts(self, count: usize) -> bool {
        match self.most {
            Some(most) => count >= self.least && count <= most,
            None => count >= self.least,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Arity;

    #[test]
    fn the_name_does_not_count() {
        let get = Arity {
            least: 1,
            most: Some(1),
        };
        assert_eq!(Arity::of_table("2"), Some(get));
        assert_eq!(
            Arity::of_table("-3"),
            Some(Arity {
                least: 2,
                most: None
            })
        );
        assert_eq!(
            Arity::of_table("0"),
            Some(Arity {
                least: 0,
                most: None
            })
        );
        assert_eq!(Arity::of_table("x"), None);
        assert!(get.accepts(1) && !get.accepts(0) && !get.accepts(2));
    }
}
