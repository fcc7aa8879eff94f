//! The runtime of redis-script.
