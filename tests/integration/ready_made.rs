//! The ready-made scripts of `redis_script::scripts`, a module a family.

mod cases;
mod compare_and_set;
mod conditional;
mod everywhere;
mod faults;
mod frozen;
mod hindered;
mod histories;
mod leaderboard;
mod lock;
mod plain;
mod rate_limit;
mod told;
