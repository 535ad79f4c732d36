# The state is in OSS; who may read it is found in the environment. No provider, so nothing is downloaded.
terraform {
  backend "oss" {
    bucket = "interop"
    key    = "terraform.tfstate"
  }
}

output "greeting" {
  value = "state in OSS"
}
