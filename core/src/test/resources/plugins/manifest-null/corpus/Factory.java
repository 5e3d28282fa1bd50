package corpus;

import io.quittance.spi.ProviderManifest;
import io.quittance.spi.SpiRange;
import io.vertx.core.json.JsonObject;

public final class Factory extends BaseFactory {

    @Override
    public ProviderManifest manifest() {
        return null;
    }
}
