//! The programs of `examples/`, on a single server and on a cluster.
#![allow(dead_code, unreachable_pub, reason = "each is a program of its own")]

#[cfg(feature = "scripts")]
#[path = "../../examples/compare_and_set.rs"]
mod compare_and_set;
#[path = "../../examples/generic_connection.rs"]
mod generic_connection;
#[path = "../../examples/groups.rs"]
mod groups;
#[cfg(feature = "scripts")]
#[path = "../../examples/lock.rs"]
mod lock;
#[path = "../../examples/optional_arguments.rs"]
mod optional_arguments;
#[path = "../../examples/own_error.rs"]
mod own_error;
#[path = "../../examples/struct_replies.rs"]
mod struct_replies;

use crate::support::{Cluster, Server};

macro_rules! run {
    ($($example:ident)*) => {
        #[tokio::test]
        async fn they_run_on_a_server() {
            $({
                let server = Server::start();
                $example::run(&mut server.connect().await).await.unwrap();
                redis::cmd("FLUSHALL").exec(&mut server.connect_sync()).unwrap();
                $example::run(&mut server.connect_resp3().await).await.unwrap();
            })*
        }

        #[tokio::test(flavor = "multi_thread")]
        async fn they_run_on_a_cluster() {
            let cluster = Cluster::start();
            let mut con = cluster.connect().await;
            $($example::run(&mut con).await.unwrap();)*
        }
    };
}

run!(generic_connection groups optional_arguments own_error struct_replies);

#[cfg(feature = "scripts")]
mod ready_made {
    use super::{compare_and_set, lock};
    use crate::support::{Cluster, Server};

    run!(compare_and_set lock);

    #[test]
    fn they_run_on_servers_of_their_own() {
        compare_and_set::main().unwrap();
        lock::main().unwrap();
    }
}
