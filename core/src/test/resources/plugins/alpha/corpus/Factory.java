package corpus;

import io.quittance.spi.PaymentProvider;
import io.quittance.spi.ProviderContext;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

public final class Factory extends BaseFactory {

    @Override
    public String name() {
        return "alpha";
    }

    @Override
    public PaymentProvider create(JsonObject settings, ProviderContext context) {
        return new ReportingProvider(Map.of("constant", Constant.VALUE, "resource", resource()));
    }

    private static String resource() {
        try (InputStream stream = Factory.class.getResourceAsStream("/corpus/resource.txt")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
