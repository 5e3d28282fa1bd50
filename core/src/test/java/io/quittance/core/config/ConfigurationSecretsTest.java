package io.quittance.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.config.ManagementConfig.Token;
import io.quittance.spi.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationSecretsTest {

    @TempDir
    Path directory;

    private ConfigurationFiles files;

    @BeforeEach
    void prepare() {
        files = new ConfigurationFiles(directory);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'management': {'tokens': [{'name': 'a', 'role': 'viewer', 'secret': 48151623}]}}",
                "{'management': {'tokens': [{'name': 'a', 'role': 'viewer', 'secret': ['', 48151623, {'x':"
                        + " 'T0PSECRET'}]}]}}",
                "{'management': {'tokens': [{'name': 'a', 'role': 'viewer', 'secret': {'value': 'T0PSECRET'}}]}}",
                "{'management': {'tokens': [{'name': 'a', 'role': 'viewer', 'secret': {'env': 't-T0PSECRET'}}]}}",
                "{'management': {'tokens': [{'name': 'a', 'role': 'viewer', 'secrt': 'T0PSECRET'}]}}",
                "{'management': {'tokens': [{'name': 'a', 'role': 'viewer', 'secret': 'T0PSECRET', 'secret':"
                        + " 'T0PSECRET'}]}}",
                "{'management': {'tokens': ['T0PSECRET', 48151623]}}",
                "{'management': {'tokens': 'T0PSECRET'}}",
                "{'management': {'tokens': {'ops': 'T0PSECRET'}}}",
                "{'store': {'password': 'T0PSECRET'}}",
                "{'store': {'uri': 'postgresql://u:T0PSECRET@h/d'}}",
                "{'store': {'uri': 'postgresql://u:T0P/T0PSECRET@h/d'}}",
                "{'store': {'uri': 'T0PSECRET'}}",
                "{'store': 'postgresql://u:T0PSECRET@h/d'}",
                "{'intake': {'publicUrl': 'https://u:T0PSECRET@h/'}}",
                "{'accounts': [{'id': 'a', 'merchant': 'm', 'provider': 'cards', 'path': '/a',"
                        + " 'settings': {'sites': [{'siteId': 'T0PSECRET', 'apiKey': 48151623}]}}]}",
                "{'accounts': [{'id': 'a', 'merchant': 'm', 'provider': 'cards', 'path': '/a',"
                        + " 'settings': {'sites': {'apiKey': 'T0PSECRET'}}}]}",
                "{'accounts': [{'id': 'a', 'merchant': 'm', 'provider': 'cards', 'path': '/a',"
                        + " 'settings': {'apiKey': 'T0PSECRET', 'sites': ['T0PSECRET']}}]}",
                "{'endpoints': [{'id': 'e', 'merchant': 'm', 'url': 'https://h/', 'secret': 'T0PSECRET'}]}",
                "{'store': {'password': T0PSECRET}}",
                "{'store': {'password': 'T0PSECRET",
                "{'store': {'password': \"T0PSECRET\\q\"}}",
            })
    void shouldNeverShowASecretInAProblem(String json) {
        assertThat(files.problems(json.replace('\'', '"')))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line).doesNotContain("T0PSECRET", "48151623"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"value-of-a-token", "value-of-a-token\n", "value-of-a-token\r\n", "value-of-a-token\n\n"})
    void shouldReadAFileWithoutItsTrailingLineBreaks(String content) {
        files.write("secrets/token", content);
        assertThat(tokenSecret("{\"file\": \"secrets/token\"}").values()).containsExactly("value-of-a-token");
    }

    @Test
    void shouldKeepAllOtherWhiteSpaceOfAFile() {
        files.write("token", " two\nlines of a token \n");
        assertThat(tokenSecret("{\"file\": \"token\"}").newest()).isEqualTo(" two\nlines of a token ");
    }

    @Test
    void shouldReadAFileByItsAbsolutePath() {
        Path file = files.write("token", "value-of-a-token");
        assertThat(tokenSecret("{\"file\": \"" + file + "\"}").newest()).isEqualTo("value-of-a-token");
    }

    @Test
    void shouldKeepTheOrderOfARotation() {
        files.write("token", "older-token-value");
        assertThat(tokenSecret("[{\"env\": \"OPS_TOKEN\"}, {\"file\": \"token\"}, \"oldest-token-value\"]")
                        .values())
                .containsExactly("the-ops-token-value", "older-token-value", "oldest-token-value");
    }

    @Test
    void shouldRefuseFilesThatHoldNoSecret() throws IOException {
        files.write("empty", "\n");
        files.write("large", "x".repeat(65_537));
        Files.write(directory.resolve("binary"), new byte[] {(byte) 0xC3, 0x28});
        String list = "[{\"file\": \"empty\"}, {\"file\": \"large\"}, {\"file\": \"binary\"}]";
        assertThat(files.problems(token(list)))
                .containsExactly(
                        "/management/tokens/0/secret/0/file: the file " + directory + "/empty is empty",
                        "/management/tokens/0/secret/1/file: the file " + directory
                                + "/large is larger than 65536 bytes",
                        "/management/tokens/0/secret/2/file: the file " + directory
                                + "/binary does not hold UTF-8 text");
    }

    @Test
    void shouldTakeSecretsOfSettingsInEachForm() {
        files.write("key", "from-file\n");
        AccountConfig account = files.complete(cards("""
            [ { "siteId": "1", "apiKey": "plain" },
              { "siteId": "2", "apiKey": { "env": "SITE_KEY" } },
              { "siteId": "3", "apiKey": [ { "file": "key" }, "plain" ] } ]\
            """)).accounts().get(0);
        assertThat(account.secrets().get("/sites/0/apiKey").values()).containsExactly("plain");
        assertThat(account.secrets().get("/sites/1/apiKey").values()).containsExactly("site-key-value");
        assertThat(account.secrets().get("/sites/2/apiKey").values()).containsExactly("from-file", "plain");
        assertThat(account.settings().encode()).doesNotContain("plain", "site-key-value", "SITE_KEY", "file", "key\"");
    }

    @Test
    void shouldFindSecretsBehindAlternativesAndFreeKeys() {
        var catalog = new TestingCatalog().with("branches", """
            {
              "additionalProperties": { "type": "string", "x-quittance-secret": true },
              "properties": { "kind": { "type": "string" }, "nested": { "$ref": "#" } },
              "anyOf": [ { "properties": { "one": { "x-quittance-secret": true } } } ]
            }\
            """);
        AccountConfig account = files.draft(account(
                        "branches", "{\"one\": \"1\", \"kind\": \"x\", \"nested\": {\"two\": \"2\", \"kind\": \"y\"}}"))
                .complete(catalog)
                .accounts()
                .get(0);
        assertThat(account.secrets()).containsOnlyKeys("/one", "/nested/two");
    }

    @Test
    void shouldRefuseASecretWhereNoneIsLookedFor() {
        var catalog = new TestingCatalog()
                .with("patterns", "{\"patternProperties\": {\"^key\": {\"x-quittance-secret\": true}}}");
        assertThat(files.problems(account("patterns", "{\"key1\": \"T0PSECRET\"}"), catalog))
                .singleElement()
                .asString()
                .startsWith("/accounts/0/settings/key1: ")
                .doesNotContain("T0PSECRET");
    }

    @Test
    void shouldLeaveTheDraftAsItIs() {
        ConfigurationDraft draft = files.draft(cards("[ { \"siteId\": \"1\", \"apiKey\": \"plain\" } ]"));
        Map<String, Secret> first =
                draft.complete(new TestingCatalog()).accounts().get(0).secrets();
        Map<String, Secret> second =
                draft.complete(new TestingCatalog()).accounts().get(0).secrets();
        assertThat(List.of(first, second))
                .allSatisfy(secrets ->
                        assertThat(secrets.get("/sites/0/apiKey").values()).containsExactly("plain"));
    }

    private Secret tokenSecret(String secret) {
        Token token = files.complete(token(secret)).management().tokens().get(0);
        return token.secret();
    }

    private static String token(String secret) {
        return "{\"management\": {\"tokens\": [{\"name\": \"a\", \"role\": \"viewer\", \"secret\": " + secret + "}]}}";
    }

    private static String cards(String sites) {
        return account("cards", "{\"sites\": " + sites + "}");
    }

    private static String account(String provider, String settings) {
        return "{\"accounts\": [{\"id\": \"a\", \"merchant\": \"m\", \"provider\": \"" + provider
                + "\", \"path\": \"/a\", \"settings\": " + settings + "}]}";
    }
}
