//! The SHA1 that the compiler finishes is that of the whole text.

use proptest::prelude::*;
use redis_script::__private::script_sha1;

use crate::sent::Midstate;

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn it_is_begun_here_and_finished_there(before in prop::collection::vec(any::<u8>(), 0..400), rest in prop::collection::vec(any::<u8>(), 0..200)) {
        let midstate = Midstate::after(&before);
        prop_assert_eq!(midstate.hashed, before.len() / 64 * 64);
        let text = [before, rest].concat();
        let finished = script_sha1(midstate.words, midstate.hashed, &text);
        let expected = sha1_smol::Sha1::from(&text).digest().to_string();
        prop_assert_eq!(std::str::from_utf8(&finished).unwrap(), expected);
    }
}
