//! The ready-made scripts of `redis_script::scripts`, a module a family.

mod frozen;
mod rate_limit;
