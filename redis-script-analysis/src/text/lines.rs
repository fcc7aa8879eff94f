//! Where lines begin, as Lua counts them.

/// CR, LF, CR LF and LF CR each end one line (`inclinenumber` in Lua's llex.c).
pub(super) fn line_starts(text: &str) -> Vec<u32> {
    let has_returns = text.as_bytes().contains(&b'\r');
    let (mut starts, mut at, mut rest) = (vec![0], 0, text);
    while let Some(length) = line_length(rest, has_returns) {
        at += length;
        starts.push(at as u32);
        rest = text.get(at..).unwrap_or_default();
    }
    starts
}

/// The length of the first line with its end, if it has one.
fn line_length(text: &str, has_returns: bool) -> Option<usize> {
    if !has_returns {
        return text.find('\n').map(|end| end + 1);
    }
    let end = text.find(['\n', '\r'])?;
    let ends = text.as_bytes().get(end..).unwrap_or_default();
    let is_pair = matches!(ends, [b'\r', b'\n', ..] | [b'\n', b'\r', ..]);
    Some(end + if is_pair { 2 } else { 1 })
}
