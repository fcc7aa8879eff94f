//! Calls over both protocols and in clusters.

/// Tests of two functions that make calls over a connection, for keys of a name: a blocking and an async one. Macros stand in for what
/// functions cannot take, a function for any connection.
macro_rules! everywhere {
    ($blocking:path, $with_async:path) => {
        #[tokio::test]
        async fn on_a_server_in_both_protocols() {
            let server = $crate::support::Server::start();
            $blocking(&mut server.connect_sync(), "blocking 2");
            $blocking(&mut server.connect_sync_resp3(), "blocking 3");
            $with_async(&mut server.connect().await, "async 2").await;
            $with_async(&mut server.connect_resp3().await, "async 3").await;
        }

        #[tokio::test(flavor = "multi_thread")]
        async fn on_every_node_of_a_cluster() {
            let cluster = $crate::support::Cluster::start();
            for number in 0..10 {
                $blocking(&mut cluster.connect_sync(), &format!("name {number}"));
                let mut con = cluster.connect().await;
                $with_async(&mut con, &format!("{{async {number}}}:name")).await;
            }
        }
    };
}

pub(super) use everywhere;
