//! The ready-made scripts of `redis_script::scripts`, a module a family.

mod compare_and_set;
mod faults;
mod frozen;
mod histories;
mod lock;
mod plain;
mod rate_limit;
