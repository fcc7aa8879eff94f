//! Key specs: where the keys of a command begin and how they go on.
//!
//! In the table a spec is `index PLACE` or `keyword WORD FROM`, then `range LAST STEP LIMIT` or `keynum AT FIRST STEP`,
//! then flags; specs are divided by `;`. Places count from the command's name.

use super::{Access, ConstantArguments, KeyArgument, Keys};

/// The keys of a call by specs.
pub(super) fn find(specs: &[Spec], arguments: &ConstantArguments, open: bool) -> Keys {
    let mut keys = Keys {
        known: Vec::new(),
        complete: true,
    };
    let call = Call { arguments, open };
    for spec in specs {
        keys.complete &= spec.add(&call, &mut keys.known).is_ok();
    }
    keys
}

/// What is asked depends on arguments that are not constant.
struct Depends;

/// The arguments, and whether more may follow.
struct Call<'a> {
    arguments: &'a ConstantArguments<'a>,
    open: bool,
}

#[derive(Debug)]
enum Begin {
    Index(usize),
    Keyword(&'static str, i64),
}

#[derive(Debug)]
enum Find {
    Range {
        last: i64,
        step: usize,
        limit: usize,
    },
    Count {
        at: usize,
        first: usize,
        step: usize,
    },
}

/// A key spec.
#[derive(Debug)]
pub(in crate::redis::commands) struct Spec {
    begin: Begin,
    find: Find,
    access: Access,
}

impl Spec {
    /// `None` for what is no key, and for what no spec can describe.
    pub(in crate::redis::commands) fn read(text: &'static str) -> Option<Self> {
        let mut words = text.split(' ');
        let begin = match words.next()? {
            "index" => Begin::Index(number(words.next())?),
            "keyword" => Begin::Keyword(words.next()?, number(words.next())?),
            _ => return None,
        };
        let find = match words.next()? {
            "range" => Find::Range {
                last: number(words.next())?,
                step: number(words.next())?,
                limit: number(words.next())?,
            },
            "keynum" => Find::Count {
                at: number(words.next())?,
                first: number(words.next())?,
                step: number(words.next())?,
            },
            _ => return None,
        };
        Some(Self {
            begin,
            find,
            access: access(words)?,
        })
    }

    /// Adds the keys that certainly are some, and says whether there may be more.
    fn add(&self, call: &Call<'_>, keys: &mut Vec<KeyArgument>) -> Result<(), Depends> {
        let first = match self.begin {
            Begin::Index(place) => Some(place),
            Begin::Keyword(word, from) => call.behind(word, from)?,
        };
        let Some(first) = first else {
            return Ok(());
        };
        let (places, complete) = match self.find {
            Find::Range { last, step, limit } => call.range(first, last, step, limit),
            Find::Count {
                at,
                first: skip,
                step,
            } => call.count(first + at, first + skip, step)?,
        };
        let mut place = places.first;
        while place < places.end {
            keys.push(KeyArgument {
                argument: place - 1,
                access: self.access,
            });
            place = place.saturating_add(places.step);
        }
        if complete { Ok(()) } else { Err(Depends) }
    }
}

impl Call<'_> {
    /// How many words there are, with the command's name.
    fn words(&self) -> usize {
        self.arguments.len() + 1
    }

    /// The argument at a place that counts the command's name, if it is constant.
    fn constant(&self, place: usize) -> Option<&[u8]> {
        *self.arguments.get(place.checked_sub(1)?)?
    }

    fn depends(&self, place: usize) -> bool {
        if place == 0 {
            return self.open;
        }
        match self.arguments.get(place - 1) {
            Some(argument) => argument.is_none(),
            None => self.open,
        }
    }

    /// The place behind a keyword, if it is there.
    fn behind(&self, word: &str, from: i64) -> Result<Option<usize>, Depends> {
        // A negative place is one from which to search backwards.
        let (mut first, mut last) = (None, None);
        let (mut depends, start) = (self.open, from.unsigned_abs() as usize);
        for place in 1..self.words() {
            if let Some(text) = self.constant(place)
                && text.eq_ignore_ascii_case(word.as_bytes())
            {
                last = Some(place);
                if first.is_none() && place >= start {
                    first = last;
                }
            }
            depends |= place >= start && self.depends(place);
        }
        match if from >= 0 { first } else { last } {
            Some(place) => Ok(Some(place + 1)),
            None if depends => Err(Depends),
            None => Ok(None),
        }
    }

    /// The places from `first` to a last one, which counts from there or, if negative, from the end.
    fn range(&self, first: usize, last: i64, step: usize, limit: usize) -> (KeyPlaces, bool) {
        let words = self.words();
        let mut end = match usize::try_from(last) {
            Ok(last) => first + last + 1,
            Err(_) => (words + 1).saturating_sub(last.unsigned_abs() as usize),
        };
        if last == -1 && limit > 1 {
            end = first + words.saturating_sub(first) / limit;
        }
        let complete = !self.open || (last >= 0 && end <= words);
        let places = KeyPlaces {
            first,
            end: end.min(words),
            step: step.max(1),
        };
        (places, complete)
    }

    /// As many places from `first` on as the argument at `at` says.
    fn count(&self, at: usize, first: usize, step: usize) -> Result<(KeyPlaces, bool), Depends> {
        if self.depends(at) {
            return Err(Depends);
        }
        let step = step.max(1);
        let text = match self.constant(at) {
            Some(text) => std::str::from_utf8(text).ok(),
            None => None,
        };
        // What is no number of keys is refused before any key is looked at.
        let count: usize = number(text).unwrap_or(0);
        let end = first.saturating_add(count.saturating_mul(step));
        let complete = !self.open || end <= self.words();
        let places = KeyPlaces {
            first,
            end: end.min(self.words()),
            step,
        };
        Ok((places, complete))
    }
}

/// Places from the first to the end, which is none of them.
struct KeyPlaces {
    first: usize,
    end: usize,
    step: usize,
}

fn access(flags: std::str::Split<char>) -> Option<Access> {
    let mut access = None;
    for flag in flags {
        match flag {
            "not_key" => return None,
            "RO" => access = Some(Access::Read),
            "RW" => access = Some(Access::Change),
            "OW" => access = Some(Access::Overwrite),
            "RM" => access = Some(Access::Remove),
            _ => {}
        }
    }
    // Servers before key specs do not tell.
    Some(access.unwrap_or(Access::Change))
}

fn number<T: std::str::FromStr>(word: Option<&str>) -> Option<T> {
    word?.parse().ok()
}
