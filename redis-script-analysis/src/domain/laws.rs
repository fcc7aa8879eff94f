//! The laws of the lattices, and their operators against sets of concrete values.
//!
//! Intervals with symbolic ends, and sets of strings that grow to a prefix, have no associative join, and their meet may keep
//! more than the intersection: these laws are not asked for.

#![allow(clippy::float_cmp, reason = "that is what Lua does")]

mod elements;

use proptest::prelude::*;

use super::{Base, Comparison, Divided, Domain, End, Facets, Number};
use elements::*;

/// As often as the interpreter goes round before it gives up, without the rounds that it does not widen.
const ROUNDS: usize = 22;

/// Joins hold both sides, commute and are idempotent, and order and join agree.
fn check_join<D: Domain + std::fmt::Debug>(one: &D, other: &D) {
    let joined = |left: &D, right: &D| {
        let mut joined = left.clone();
        joined.join(right);
        joined
    };
    let both = joined(one, other);
    assert!(one.less_or_equal(&both), "{one:?} in {both:?}");
    assert!(other.less_or_equal(&both), "{other:?} in {both:?}");
    assert_eq!(both, joined(other, one), "{one:?} and {other:?}");
    assert_eq!(joined(one, one), *one);
    assert_eq!(joined(one, &D::BOTTOM), *one);
    assert!(one.less_or_equal(&D::TOP), "{one:?}");
    assert_eq!(
        one.less_or_equal(other),
        both == *other,
        "{one:?} and {other:?}"
    );
}

/// Widening settles, whatever comes.
fn check_widening<D: Domain>(start: &D, rounds: &[D]) {
    let mut known = start.clone();
    let mut changes = 0;
    for next in rounds.iter().cycle().take(40) {
        changes += usize::from(known.widen(next, &[-1.0, 0.0, 1.0]));
    }
    assert!(changes < 20, "{changes} changes");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn joins_of_numbers(one in numbers(), other in numbers()) {
        let [one, other] = [one, other].map(|(number, _)| number.with_division(Divided::Not));
        check_join(&one, &other);
    }

    #[test]
    fn joins_of_symbolic_numbers_hold_both(one in symbolic(), other in symbolic()) {
        let mut both = one;
        both.join(&other);
        prop_assert!(one.less_or_equal(&both) && other.less_or_equal(&both));
    }

    #[test]
    fn joins_of_texts(one in texts(), other in texts()) {
        check_join(&one.0, &other.0);
    }

    #[test]
    fn joins_of_any_texts_hold_both(one in any_text(), other in any_text()) {
        let mut both = one.clone();
        both.join(&other);
        prop_assert!(one.less_or_equal(&both) && other.less_or_equal(&both));
    }

    #[test]
    fn joins_of_facets(one in facets(), other in facets()) {
        let [one, other] = [one, other].map(|(mut facets, _)| {
            facets.number = facets.number.with_division(Divided::Not);
            facets
        });
        check_join(&one, &other);
    }

    #[test]
    fn elements_have_their_members(made in facets()) {
        let (facets, members) = made;
        for member in members {
            prop_assert!(member.is_in(&facets), "{member:?} in {facets:?}");
        }
    }

    #[test]
    fn meets_keep_what_is_in_both(one in facets(), other in facets()) {
        let mut meet = one.0.clone();
        meet.meet(&other.0);
        for member in one.1.iter().filter(|member| member.is_in(&other.0)) {
            prop_assert!(member.is_in(&meet), "{member:?} in {meet:?}");
        }
    }

    #[test]
    fn widening_settles(start in facets(), rounds in prop::collection::vec(facets(), 1..4)) {
        let rounds: Vec<Facets> = rounds.into_iter().map(|(facets, _)| facets).collect();
        check_widening(&start.0, &rounds);
    }

    /// `n = n + x` in a loop, for any `x`, those that count entries among them.
    #[test]
    fn counting_settles(
        start in prop_oneof![numbers().prop_map(|(number, _)| number), symbolic()],
        by in prop_oneof![numbers().prop_map(|(number, _)| number), symbolic()],
        thresholds in prop::sample::subsequence(vec![-3.0, 0.0, 1.0, 100.0, 9_007_199_254_740_992.0], 0..5),
    ) {
        for count in [Number::add, Number::subtract, Number::multiply, Number::divide, Number::modulo] {
            let mut head = start;
            let settles = (0..ROUNDS).any(|_| {
                let mut next = head;
                next.join(&count(&head, &by));
                let is_settled = next == head;
                head.widen(&next, &thresholds);
                is_settled
            });
            prop_assert!(settles, "{head:?} by {by:?}");
        }
    }

    #[test]
    fn arithmetic_holds_each_result(one in numbers(), other in numbers()) {
        type Abstract = fn(&Number, &Number) -> Number;
        type Exact = fn(f64, f64) -> f64;
        let operators: [(&str, Abstract, Exact); 7] = [
            ("+", Number::add, |a, b| a + b),
            ("-", Number::subtract, |a, b| a - b),
            ("*", Number::multiply, |a, b| a * b),
            ("/", Number::divide, |a, b| a / b),
            ("%", Number::modulo, |a, b| a - (a / b).floor() * b),
            ("^", Number::power, f64::powf),
            ("max", |a, b| a.extreme(b, true), f64::max),
        ];
        for (name, on_sets, on_numbers) in operators {
            let result = on_sets(&one.0, &other.0);
            for (a, b) in one.1.iter().flat_map(|a| other.1.iter().map(move |b| (*a, *b))) {
                if name == "max" && (a.is_nan() || b.is_nan()) {
                    // Lua's `math.max` of NaN depends on the order; the element allows for both.
                    continue;
                }
                let exact = on_numbers(a, b);
                prop_assert!(result.contains(exact), "{a} {name} {b} = {exact} in {result:?}");
            }
        }
    }

    #[test]
    fn counts_hold_each_sum(
        count in 0..4_u8,
        terms in prop::collection::vec((prop_oneof![a_number(), any::<f64>(), -3.0..3.0_f64], any::<bool>()), 1..4),
    ) {
        let mut exact = f64::from(count);
        let mut sum = Number::count(Base::Argv, 0.0);
        for (term, plus) in terms {
            let constant = Number::constant(term);
            let by: fn(&Number, &Number) -> Number = if plus { Number::add } else { Number::subtract };
            sum = by(&sum, &constant);
            exact = if plus { exact + term } else { exact - term };
            let end = |end: End| match end.base {
                Base::Zero => end.offset,
                Base::Keys | Base::Argv => f64::from(count) + end.offset,
            };
            let holds = if exact.is_nan() { sum.nan } else { end(sum.low()) <= exact && exact <= end(sum.high()) };
            prop_assert!(holds, "{count} of ARGV, {exact} in {sum:?}");
        }
    }

    #[test]
    fn what_was_added_to_is_held(
        members in prop::collection::vec(prop_oneof![a_number(), any::<f64>(), -3.0..3.0_f64, Just(1e-17)], 1..4),
        by in prop_oneof![a_number(), any::<f64>(), -3.0..3.0_f64, Just(1e300)],
    ) {
        let mut sums = Number::BOTTOM;
        for member in &members {
            sums.join(&Number::constant(*member + by));
        }
        let integral = members.iter().all(|member| member.fract() == 0.0 || !member.is_finite());
        let before = sums.before_adding(by, integral);
        for member in members {
            prop_assert!(before.contains(member), "{member} + {by}: {before:?}");
        }
    }

    #[test]
    fn rounding_and_negation_hold_each_result(made in numbers()) {
        let (number, members) = made;
        for member in members {
            prop_assert!(number.negate().contains(-member));
            prop_assert!(number.absolute().contains(member.abs()));
            prop_assert!(number.round(f64::floor).contains(member.floor()));
            prop_assert!(number.round(f64::ceil).contains(member.ceil()));
        }
    }

    #[test]
    fn comparisons_keep_what_compares_so(one in facets(), other in facets(), truth in any::<bool>()) {
        for comparison in [Comparison::Equal, Comparison::Less, Comparison::LessEqual] {
            let (mut left, mut right) = (one.0.clone(), other.0.clone());
            Facets::assume(comparison, truth, &mut left, &mut right);
            for (a, b) in one.1.iter().flat_map(|a| other.1.iter().map(move |b| (a, b))) {
                if a.compare(comparison, b) == Some(truth) {
                    prop_assert!(a.is_in(&left), "{a:?} {comparison:?} {b:?} is {truth}: {left:?}");
                    prop_assert!(b.is_in(&right), "{a:?} {comparison:?} {b:?} is {truth}: {right:?}");
                }
            }
        }
    }

    #[test]
    fn strings_put_together(one in texts(), other in texts()) {
        let both = one.0.concat(&other.0);
        for (a, b) in one.1.iter().flat_map(|a| other.1.iter().map(move |b| (*a, *b))) {
            let together = [a, b].concat();
            prop_assert!(both.may_be(together.as_bytes()));
        }
    }
}
