import com.aliyun.credentials.Client;
import com.aliyun.teaopenapi.models.Config;
import com.google.gson.Gson;
import java.util.LinkedHashMap;
import java.util.Map;

/** The default chain, no options: which credential does the SDK find, and who does STS say that is? */
public class Who {
  public static void main(String[] arguments) throws Exception {
    var client = new Client();
    var credential = client.getCredential();
    Map<String, String> found = new LinkedHashMap<>();
    found.put("accessKeyId", credential.getAccessKeyId());
    found.put("accessKeySecret", credential.getAccessKeySecret());
    found.put("securityToken", credential.getSecurityToken());
    found.put("provider", credential.getProviderName());
    found.put("arn", callerIdentity(client));
    System.out.println("INTEROP " + new Gson().toJson(found));
    System.exit(0);
  }

  static String callerIdentity(Client client) throws Exception {
    var config = new Config().setCredential(client).setEndpoint("sts.aliyuncs.com");
    return new com.aliyun.sts20150401.Client(config).getCallerIdentity().getBody().getArn();
  }
}
