//! Reads the grammars of the table.

use super::Node;
use super::kind::Kind;

/// The words of a line that were not read yet, with a blank between each two.
struct Words(&'static str);

impl Words {
    fn next(&mut self) -> Option<&'static str> {
        let (word, rest) = self.0.split_once(' ').unwrap_or((self.0, ""));
        self.0 = rest;
        (!word.is_empty()).then_some(word)
    }

    /// Whether the next word closes what was opened, or there is none.
    fn is_end(&self) -> bool {
        matches!(
            self.0.as_bytes(),
            [] | [b')' | b']' | b'}' | b'>' | b'|', ..] | [b'&', b')', ..] | [b'=', b'}', ..]
        )
    }
}

/// The nodes of a line; `None` if it is no grammar.
pub(super) fn read(line: &'static str) -> Option<Vec<Node>> {
    let mut words = Words(line);
    let nodes = row(&mut words)?;
    words.next().is_none().then_some(nodes)
}

/// Nodes up to what closes them.
fn row(words: &mut Words) -> Option<Vec<Node>> {
    let mut nodes = Vec::new();
    while !words.is_end() {
        nodes.push(node(words.next()?, words)?);
    }
    Some(nodes)
}

fn node(word: &'static str, words: &mut Words) -> Option<Node> {
    Some(match word {
        "(" => Node::Row(enclosed(words, ")")?),
        "(&" => Node::AnyOrder(enclosed(words, "&)")?),
        "[" => Node::Optional(Box::new(single(enclosed(words, "]")?))),
        "{" => Node::Repeated(Box::new(single(enclosed(words, "}")?))),
        "{=" => Node::AsMany(Box::new(single(enclosed(words, "=}")?))),
        "<" => Node::OneOf(alternatives(words)?),
        word => match word.strip_prefix('\'') {
            Some(word) => Node::Word(word),
            None => value(word, words)?,
        },
    })
}

fn enclosed(words: &mut Words, end: &str) -> Option<Vec<Node>> {
    let nodes = row(words)?;
    (words.next()? == end).then_some(nodes)
}

fn alternatives(words: &mut Words) -> Option<Vec<Node>> {
    let mut nodes = Vec::new();
    loop {
        nodes.push(single(row(words)?));
        match words.next()? {
            "|" => {}
            ">" => return Some(nodes),
            _ => return None,
        }
    }
}

fn single(mut nodes: Vec<Node>) -> Node {
    if nodes.len() == 1
        && let Some(only) = nodes.pop()
    {
        return only;
    }
    Node::Row(nodes)
}

/// `name:kind`, or `name:n` and what it counts.
fn value(word: &'static str, words: &mut Words) -> Option<Node> {
    let (name, kind) = word.split_once(':')?;
    if kind != "n" {
        return Some(Node::Value(name, Kind::of_table(kind)?));
    }
    match node(words.next()?, words)? {
        Node::Repeated(item) => Some(Node::Counted(name, item)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, Node};
    use super::read;

    #[test]
    fn notation_becomes_nodes() {
        let any = Kind::Integer(i64::MIN, i64::MAX);
        assert_eq!(
            read("k:k (& [ < 'NX | ( 'EX s:1.. ) > ] &) n:n { a:s b:i }"),
            Some(vec![
                Node::Value("k", Kind::Key),
                Node::AnyOrder(vec![Node::Optional(Box::new(Node::OneOf(vec![
                    Node::Word("NX"),
                    Node::Row(vec![
                        Node::Word("EX"),
                        Node::Value("s", Kind::Integer(1, i64::MAX))
                    ]),
                ])))]),
                Node::Counted(
                    "n",
                    Box::new(Node::Row(vec![
                        Node::Value("a", Kind::Text),
                        Node::Value("b", any),
                    ]))
                ),
            ])
        );
        assert_eq!(read(""), Some(Vec::new()));
        for wrong in [
            "( a:s",
            "a:s )",
            "[ a:s )",
            "< 'A | 'B",
            "a",
            "a:q",
            "n:n a:s",
            "a:1..x",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
