//! reqsign's default chain signs a listing, which is sent as it was signed. The only argument is the OSS endpoint.

use std::error::Error;
use std::io::{Read, Write};
use std::net::TcpStream;

use reqsign_aliyun_oss::{DefaultCredentialProvider, RequestSigner, SigningVersion};
use reqsign_core::{Context, OsEnv, Signer};
use reqsign_file_read_tokio::TokioFileRead;

const HOST: &str = "interop.oss-cn-hangzhou.aliyuncs.com";

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn Error>> {
    let context = Context::new().with_file_read(TokioFileRead).with_env(OsEnv);
    let version = RequestSigner::new("interop")
        .with_region("cn-hangzhou")
        .with_signing_version(SigningVersion::V4);
    let signer = Signer::new(context, DefaultCredentialProvider::new(), version);
    let (mut request, ()) = http::Request::get(format!("https://{HOST}/?list-type=2&max-keys=10"))
        .body(())?
        .into_parts();
    signer.sign(&mut request, None).await?;

    let target = request.uri.path_and_query().map_or("/", |target| target.as_str());
    let mut text = format!("GET {target} HTTP/1.1\r\nhost: {HOST}\r\nconnection: close\r\n");
    for (name, value) in &request.headers {
        if name != "host" {
            text += &format!("{name}: {}\r\n", value.to_str()?);
        }
    }
    let endpoint = std::env::args().nth(1).ok_or("no endpoint")?;
    let mut stream = TcpStream::connect(endpoint.trim_start_matches("http://"))?;
    stream.write_all(format!("{text}\r\n").as_bytes())?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    if answer.starts_with("HTTP/1.1 200 ") { Ok(()) } else { Err(answer.into()) }
}
