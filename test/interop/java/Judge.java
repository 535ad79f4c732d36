import com.aliyun.credentials.Client;
import com.aliyun.credentials.models.Config;
import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;

/** Logs in as each case says, on the SDK's own, and reports what came of it. The emulator is what is judged. */
public class Judge {
  public static void main(String[] arguments) throws Exception {
    var gson = new Gson();
    for (var element : gson.fromJson(Files.readString(Path.of(arguments[0])), JsonArray.class)) {
      var attempt = element.getAsJsonObject();
      var outcome = new JsonObject();
      outcome.add("name", attempt.get("name"));
      try {
        var config = read(attempt.getAsJsonObject("config")).setSTSEndpoint("sts.aliyuncs.com");
        outcome.addProperty("arn", Who.callerIdentity(new Client(config)));
      } catch (Exception error) {
        outcome.addProperty("error", String.valueOf(error.getMessage()));
      }
      System.out.println("INTEROP " + gson.toJson(outcome));
    }
    System.exit(0);
  }

  private static Config read(JsonObject given) {
    var config = new Config();
    for (var name : given.keySet()) {
      var value = given.get(name);
      switch (name) {
        case "type" -> config.setType(value.getAsString());
        case "accessKeyId" -> config.setAccessKeyId(value.getAsString());
        case "accessKeySecret" -> config.setAccessKeySecret(value.getAsString());
        case "securityToken" -> config.setSecurityToken(value.getAsString());
        case "roleArn" -> config.setRoleArn(value.getAsString());
        case "roleSessionName" -> config.setRoleSessionName(value.getAsString());
        case "externalId" -> config.setExternalId(value.getAsString());
        case "oidcProviderArn" -> config.setOidcProviderArn(value.getAsString());
        case "oidcTokenFilePath" -> config.setOidcTokenFilePath(value.getAsString());
        case "roleName" -> config.setRoleName(value.getAsString());
        case "disableIMDSv1" -> config.setDisableIMDSv1(value.getAsBoolean());
        case "credentialsUri" -> config.setCredentialsUri(value.getAsString());
        default -> throw new IllegalArgumentException(name);
      }
    }
    return config;
  }
}
