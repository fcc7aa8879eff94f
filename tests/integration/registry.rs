//! All scripts of the binary.

use redis_script::registry::{self, missing, missing_async};

use crate::support::{Cluster, Server};

mod elsewhere {
    #[redis_script::redis_script(lua = "return 'registered'", name = "registered")]
    fn unused(con: &mut dyn redis::ConnectionLike) -> redis_script::Result<String>;

    #[redis_script::commands]
    trait Commands {
        #[redis_script(lua = "return 'registered command'")]
        async fn registered_command(&mut self) -> redis_script::Result<String>;

        #[cfg(any())]
        #[redis_script(lua = "return 'not there'")]
        async fn configured_away(&mut self) -> redis_script::Result<String>;
    }

    pub(super) fn in_a_function() {
        #[redis_script::redis_script(lua = "return 'registered in a function'")]
        fn registered_in_function(
            con: &mut dyn redis::ConnectionLike,
        ) -> redis_script::Result<String>;

        let _ = registered_in_function;
    }

    pub(super) fn use_all() {
        async fn call(con: &mut redis::aio::MultiplexedConnection) {
            let _ = con.registered_command().await;
        }
        let _ = (call, unused as fn(&mut dyn redis::ConnectionLike) -> _);
    }
}

fn names() -> Vec<&'static str> {
    registry::scripts()
        .map(redis_script::Script::name)
        .collect()
}

#[test]
fn it_has_them_all_in_order() {
    elsewhere::in_a_function();
    elsewhere::use_all();
    let names = names();
    for name in ["registered", "registered_command", "registered_in_function"] {
        assert!(names.contains(&name), "{name} is not among {names:?}");
    }
    assert!(!names.contains(&"configured_away"));
    assert!(names.len() > 20, "those of the other tests: {names:?}");
    assert!(names.is_sorted());
}

#[tokio::test]
async fn what_is_missing_is_known_and_loaded() {
    let server = Server::start();
    let mut con = server.connect().await;
    let mut blocking = server.connect_sync();
    assert_eq!(missing_async(&mut con).await.unwrap().len(), names().len());
    registry::preload_async(&mut con).await.unwrap();
    assert!(missing_async(&mut con).await.unwrap().is_empty());
    assert!(missing(&mut blocking).unwrap().is_empty());

    let _: () = redis::cmd("SCRIPT")
        .arg("FLUSH")
        .query(&mut blocking)
        .unwrap();
    assert_eq!(missing(&mut blocking).unwrap().len(), names().len());
    registry::preload(&mut blocking).unwrap();
    assert!(missing_async(&mut con).await.unwrap().is_empty());
}

#[tokio::test]
async fn what_one_primary_does_not_know_is_missing() {
    let cluster = Cluster::start();
    let mut con = cluster.connect().await;
    registry::preload_async(&mut con).await.unwrap();
    assert!(missing_async(&mut con).await.unwrap().is_empty());
    let mut blocking = cluster.connect_sync();
    assert!(missing(&mut blocking).unwrap().is_empty());
    cluster.nodes[2].ask::<()>(redis::cmd("SCRIPT").arg("FLUSH"));
    assert_eq!(missing_async(&mut con).await.unwrap().len(), names().len());
    assert_eq!(missing(&mut blocking).unwrap().len(), names().len());
}
