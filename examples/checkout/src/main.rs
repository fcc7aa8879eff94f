//! Customers of a shop, against a real server: `cargo run -p checkout`.
//!
//! `REDIS_URL` names the server; without it, a private one is started and stopped.

use std::error::Error;

use checkout::Shop;
use private_server::ExampleServer;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = ExampleServer::find()?;
    let client = redis::Client::open(server.url())?;
    let mut shop = Shop::new(client.get_multiplexed_async_connection().await?);

    shop.put("lamp", 2).await?;
    shop.put("bulb", 3).await?;
    let carts = [
        &[("lamp", 1), ("bulb", 2)][..],
        &[("lamp", 1), ("bulb", 2)],
        &[("lamp", 1), ("bulb", 1)],
    ];
    for cart in carts {
        let order = shop.order(cart).await?;
        println!("order of {cart:?}: {order:?}");
    }
    for drawn in [7, 20] {
        let discount = shop.discount("ann", drawn).await?;
        println!("ann draws {drawn} percent, and has {discount}");
    }
    for customer in ["ann", "bob"] {
        let redeemed = shop.redeem("first", 1).await?;
        println!("{customer} redeems a coupon that there is once: {redeemed}");
    }
    for item in ["lamp", "bulb", "rug", "lamp"] {
        let looked = shop.look("ann", item).await?;
        println!("ann looks at {item}: {looked:?}");
    }
    for (message, cents) in [(1, 500), (3, 700), (2, 600)] {
        let newest = shop.price("lamp", message, cents).await?;
        println!("message {message} of the feed, {cents} cents: {newest}");
    }
    Ok(())
}
