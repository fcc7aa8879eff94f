//! Limits of windows.

use std::time::Duration;

use proptest::prelude::*;
use redis_script::Call;
use redis_script::scripts::rate_limit::{
    Decision, FixedWindow, SlidingCounter, SlidingLog, fixed_window, sliding_counter, sliding_log,
};

use super::model::{Model, compare};
use crate::ready_made::frozen::EXPIRY;

#[derive(Clone, Debug)]
struct Fixed {
    limit: u64,
    window: u64,
    count: u64,
    /// Milliseconds to its end, if there is a window.
    ends: u64,
}

impl Model for Fixed {
    fn limit(&self) -> u64 {
        self.limit
    }

    fn allows(&self, quantity: u64) -> bool {
        self.count + quantity <= self.limit
    }

    fn take(&mut self, quantity: u64) {
        if self.ends == 0 {
            self.ends = self.window;
        }
        self.count += quantity;
    }

    fn pass(&mut self, millis: u64) {
        self.ends = self.ends.saturating_sub(millis);
        if self.ends == 0 {
            self.count = 0;
        }
    }

    fn is_fresh(&self) -> bool {
        self.ends == 0
    }

    fn horizon(&self) -> u64 {
        self.window
    }

    fn call(&self, quantity: u32) -> Call<Decision> {
        let window = Duration::from_millis(self.window);
        let limit = FixedWindow::new(self.limit, window).unwrap();
        fixed_window::call("k", limit, quantity)
    }
}

#[derive(Clone, Debug)]
struct Counter {
    limit: u64,
    window: u64,
    previous: u64,
    current: u64,
    /// How long the current window has lasted.
    since: u64,
}

impl Model for Counter {
    fn limit(&self) -> u64 {
        self.limit
    }

    fn allows(&self, quantity: u64) -> bool {
        let [limit, window, previous, current, since, quantity] = [
            self.limit,
            self.window,
            self.previous,
            self.current,
            self.since,
            quantity,
        ]
        .map(u128::from);
        previous * (window - since) + (current + quantity) * window <= limit * window
    }

    fn take(&mut self, quantity: u64) {
        self.current += quantity;
    }

    fn pass(&mut self, millis: u64) {
        self.since += millis;
        while self.since >= self.window && !self.is_fresh() {
            self.since -= self.window;
            self.previous = self.current;
            self.current = 0;
        }
        if self.is_fresh() {
            self.since = 0;
        }
    }

    fn is_fresh(&self) -> bool {
        self.previous == 0 && self.current == 0
    }

    fn horizon(&self) -> u64 {
        2 * self.window
    }

    fn call(&self, quantity: u32) -> Call<Decision> {
        let window = Duration::from_millis(self.window);
        let limit = SlidingCounter::new(self.limit, window).unwrap();
        sliding_counter::call("k", limit, quantity)
    }
}

#[derive(Clone, Debug)]
struct Log {
    limit: u64,
    window: u64,
    /// How long ago each passed that is still in the window.
    ages: Vec<u64>,
}

impl Model for Log {
    fn limit(&self) -> u64 {
        self.limit
    }

    fn allows(&self, quantity: u64) -> bool {
        let passed: u64 = self.ages.len().try_into().unwrap();
        passed + quantity <= self.limit
    }

    fn take(&mut self, quantity: u64) {
        self.ages.extend((0..quantity).map(|_| 0));
    }

    fn pass(&mut self, millis: u64) {
        for age in &mut self.ages {
            *age += millis;
        }
        self.ages.retain(|age| *age < self.window);
    }

    fn is_fresh(&self) -> bool {
        self.ages.is_empty()
    }

    fn horizon(&self) -> u64 {
        self.window
    }

    fn call(&self, quantity: u32) -> Call<Decision> {
        let window = Duration::from_millis(self.window);
        let limit = SlidingLog::new(self.limit, window).unwrap();
        sliding_log::call("k", limit, quantity)
    }
}

fn windows() -> impl Strategy<Value = u64> {
    prop_oneof![2..=10u64, 2..=10_000u64, Just(3_600_000), Just(86_400_000)]
}

#[test]
fn a_fixed_window_is_exact() {
    let limits = prop_oneof![1..=12u64, 1..=1_000_000u64];
    let models = (limits, windows()).prop_map(|(limit, window)| Fixed {
        limit,
        window,
        count: 0,
        ends: 0,
    });
    compare(fixed_window::SCRIPT, models, EXPIRY, |model| model.window);
}

#[test]
fn a_sliding_counter_is_the_estimate() {
    let limits = prop_oneof![1..=12u64, 1..=1_000_000u64, Just((1 << 26) - 1)];
    let models = (limits, windows()).prop_map(|(limit, window)| Counter {
        limit,
        window,
        previous: 0,
        current: 0,
        since: 0,
    });
    compare(sliding_counter::SCRIPT, models, EXPIRY, |model| {
        model.window
    });
}

/// Time passes for all times of a log.
const LOG: &str = "
    local log = redis.call('GET', KEYS[1]) or ''
    local times = {}
    for i = 1, #log, 7 do
        times[#times + 1] = struct.pack('>I7', struct.unpack('>I7', log, i) - ARGV[1] * 1000)
    end
    if #log > 0 then redis.call('SET', KEYS[1], table.concat(times), 'KEEPTTL') end
";

#[test]
fn a_sliding_log_is_exact() {
    let models = (prop_oneof![1..=12u64, 1..=300u64, 257..=300u64], windows()).prop_map(
        |(limit, window)| Log {
            limit,
            window,
            ages: Vec::new(),
        },
    );
    let pass = format!("{LOG}{EXPIRY}");
    compare(sliding_log::SCRIPT, models, &pass, |model| model.window);
}
