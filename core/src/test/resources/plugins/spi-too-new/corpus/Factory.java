package corpus;

import io.quittance.spi.ProviderManifest;
import io.quittance.spi.SpiRange;
import io.vertx.core.json.JsonObject;

public final class Factory extends BaseFactory {

    @Override
    public ProviderManifest manifest() {
        return manifest("1.2.3", SpiRange.builtFor("2.0"), new JsonObject());
    }
}
