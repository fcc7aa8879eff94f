//! The shop, with a server of its own for each test.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use checkout::{Order, Shop};
use private_server::PrivateServer;
use tokio::task::JoinSet;

async fn shop(server: &PrivateServer) -> Shop {
    let client = redis::Client::open(server.url()).unwrap();
    Shop::new(client.get_multiplexed_async_connection().await.unwrap())
}

#[tokio::test]
async fn it_sells_all_of_a_cart_or_nothing() {
    let server = PrivateServer::start().unwrap();
    let mut shop = shop(&server).await;
    shop.put("lamp", 2).await.unwrap();
    shop.put("bulb", 1).await.unwrap();
    let both = [("lamp", 1), ("bulb", 1)];
    assert_eq!(shop.order(&both).await.unwrap(), Order::Placed);
    let short = Order::Short(vec!["bulb".to_owned()]);
    assert_eq!(shop.order(&both).await.unwrap(), short);
    assert_eq!(shop.order(&[("lamp", 1)]).await.unwrap(), Order::Placed);
    assert_eq!(shop.put("lamp", 0).await.unwrap(), 0);
}

#[tokio::test]
async fn many_customers_get_no_more_than_there_is() {
    let server = PrivateServer::start().unwrap();
    let mut first = shop(&server).await;
    first.put("lamp", 10).await.unwrap();
    first.put("bulb", 100).await.unwrap();
    let mut customers = JoinSet::new();
    for _ in 0..32 {
        let mut shop = shop(&server).await;
        customers.spawn(async move {
            let cart = [("lamp", 1), ("bulb", 2)];
            let order = shop.order(&cart).await.unwrap();
            let coupon = shop.redeem("first", 5).await.unwrap();
            (order == Order::Placed, coupon)
        });
    }
    let outcomes = customers.join_all().await;
    let placed = outcomes.iter().filter(|(placed, _)| *placed).count();
    let redeemed = outcomes.iter().filter(|(_, coupon)| *coupon).count();
    assert_eq!((placed, redeemed), (10, 5));
    assert_eq!(first.put("bulb", 0).await.unwrap(), 80);
}

#[tokio::test]
async fn it_keeps_the_last_looks_the_first_discount_and_the_newest_price() {
    let server = PrivateServer::start().unwrap();
    let mut shop = shop(&server).await;
    for item in ["lamp", "bulb", "rug"] {
        shop.look("ann", item).await.unwrap();
    }
    let looked = shop.look("ann", "chair").await.unwrap();
    assert_eq!(looked, ["chair", "rug", "bulb"]);
    for drawn in [7, 20] {
        assert_eq!(shop.discount("ann", drawn).await.unwrap(), 7);
    }
    for (message, expected) in [(1, true), (3, true), (2, false), (3, false), (4, true)] {
        let newest = shop.price("lamp", message, 100 * message).await.unwrap();
        assert_eq!(newest, expected, "{message}");
    }
}
