//! A shop: what customers order, what they have looked at, and what the warehouse says.

use std::time::Duration;

use redis::aio::MultiplexedConnection;
use redis_script::Result;
use redis_script::scripts::conditional::{
    Bounds, Cap, End, get_or_set_async, increment_within_async, push_capped_async,
    set_if_newer_async, take_from_stock_async,
};
use redis_script::scripts::{Expiry, Ttl};

/// What became of an order.
#[derive(Debug, PartialEq, Eq)]
pub enum Order {
    /// All of it was taken out of the stock.
    Placed,
    /// Nothing was taken, since there is not enough of these items.
    Short(Vec<String>),
}

/// A connection to the shop's data.
#[derive(Clone)]
pub struct Shop {
    con: MultiplexedConnection,
}

impl Shop {
    /// A shop on a connection.
    #[must_use]
    pub fn new(con: MultiplexedConnection) -> Self {
        Self { con }
    }

    /// Puts items into the stock.
    ///
    /// # Errors
    /// If the server cannot be asked.
    pub async fn put(&mut self, item: &str, count: u32) -> Result<u64> {
        let add = redis::Cmd::incr(stock(item), count);
        Ok(add.query_async(&mut self.con).await?)
    }

    /// Takes all items of a cart, or none of them.
    ///
    /// # Errors
    /// If the server cannot be asked.
    pub async fn order(&mut self, cart: &[(&str, u32)]) -> Result<Order> {
        let wanted: Vec<(String, u32)> = cart
            .iter()
            .map(|(item, count)| (stock(item), *count))
            .collect();
        let said = take_from_stock_async(&mut self.con, &wanted).await?;
        if said.taken {
            return Ok(Order::Placed);
        }
        let each = cart.iter().zip(&said.each);
        let short = each
            .filter(|(_, stock)| stock.missing > 0)
            .map(|((item, _), _)| (*item).to_owned());
        Ok(Order::Short(short.collect()))
    }

    /// The discount of a customer in percent: of all that are drawn on a day, the first one.
    ///
    /// # Errors
    /// If the server cannot be asked.
    pub async fn discount(&mut self, customer: &str, drawn: u8) -> Result<u8> {
        let day = Ttl::new(Duration::from_secs(86_400))?;
        let key = format!("discount:{customer}");
        let held = get_or_set_async(&mut self.con, key, drawn, day).await?;
        let held = held.and_then(|held| String::from_utf8(held).ok()?.parse().ok());
        Ok(held.unwrap_or(drawn))
    }

    /// Redeems a coupon that some customers get; whether there was one left.
    ///
    /// # Errors
    /// If the server cannot be asked.
    pub async fn redeem(&mut self, coupon: &str, times: u32) -> Result<bool> {
        let bounds = Bounds::new(0, times.into())?;
        let key = format!("coupon:{coupon}");
        let said = increment_within_async(&mut self.con, key, 1, bounds, Expiry::Keep).await?;
        Ok(said.exceeded.is_none())
    }

    /// Notes that a customer looks at an item; the last three are kept, the latest one first.
    ///
    /// # Errors
    /// If the server cannot be asked.
    pub async fn look(&mut self, customer: &str, item: &str) -> Result<Vec<String>> {
        let key = format!("looked:{customer}");
        let month = Ttl::new(Duration::from_secs(30 * 86_400))?;
        let three = Cap::new(3)?;
        let expiry = Expiry::After(month);
        push_capped_async(&mut self.con, &key, End::Left, three, &[item], expiry).await?;
        let looked = redis::Cmd::lrange(&key, 0, -1);
        Ok(looked.query_async(&mut self.con).await?)
    }

    /// Takes a price out of a feed whose messages may come late, and twice; whether it is the newest one.
    ///
    /// # Errors
    /// If the server cannot be asked.
    pub async fn price(&mut self, item: &str, message: u64, cents: u64) -> Result<bool> {
        let key = format!("price:{item}");
        let said = set_if_newer_async(&mut self.con, key, message, cents, Expiry::Keep).await?;
        Ok(said.set)
    }
}

/// All items are in one slot of a cluster, so that one call can take several.
fn stock(item: &str) -> String {
    format!("{{stock}}:{item}")
}
