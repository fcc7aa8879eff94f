//! See the module of the same name.

#![cfg_attr(fuzzing, no_main)]

redis_script_fuzz::target!(redis_script_fuzz::analysis::check);
