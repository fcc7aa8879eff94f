//! Two workers and a queue, against a real server: `cargo run -p queue`.
//!
//! `REDIS_URL` names the server; without it, a private one is started and stopped.

use std::error::Error;

use private_server::ExampleServer;
use queue::{LEASE, Queue};

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let server = ExampleServer::find()?;
    let client = redis::Client::open(server.url())?;
    let con = client.get_multiplexed_async_connection().await?;
    let mut queue = Queue::new(con, "mail");
    for job in ["to ann", "to bob"] {
        queue.add(job).await?;
    }
    while let Some(job) = queue.take().await? {
        println!("worker 1 has {job:?}");
        if job == "to bob" {
            println!("worker 1 is gone");
            break;
        }
        println!("done: {}", queue.finish(&job).await?);
    }
    println!("worker 2 has {:?}", queue.take().await?);
    tokio::time::sleep(LEASE).await;
    let job = queue.take().await?.ok_or("the job has not come back")?;
    println!(
        "worker 2 has {job:?}, and extends the lease: {}",
        queue.extend(&job).await?
    );
    println!("done: {}", queue.finish(&job).await?);
    Ok(())
}
