using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Crypto.Signers;

namespace Shyraq.Storage.Checkpoints;

/// <summary>The key that a server signs its checkpoints with. It stays in its file; nothing prints or logs it.</summary>
public sealed class SigningKey
{
    /// <summary>Its name in the data folder, and that of the public half, which may be given to anybody.</summary>
    public const string FileName = "checkpoint-key.pem", PublicFileName = "checkpoint-key.pub.pem";

    // PKCS#8 of an Ed25519 key (RFC 8410): these bytes, then the seed of 32 bytes.
    private static readonly byte[] Wrapping = [0x30, 0x2E, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20];

    private readonly Ed25519PrivateKeyParameters _key;

    private SigningKey(byte[] seed)
    {
        _key = new(seed);
        Public = new(_key.GeneratePublicKey().GetEncoded());
    }

    /// <summary>The half that others may have.</summary>
    public PublicKey Public { get; }

    /// <summary>The key of a data folder, made when there is none. Its file is for its owner alone.</summary>
    /// <exception cref="IOException">The file cannot be read or made, or holds no Ed25519 key.</exception>
    public static SigningKey Open(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var key = File.Exists(path) ? new SigningKey(Seed(path)) : Make(path);
        var open = Path.Combine(folder, PublicFileName);
        if (!File.Exists(open) || File.ReadAllText(open) != key.Public.ToPem()) File.WriteAllText(open, key.Public.ToPem());
        return key;
    }

    /// <summary>The public half of a data folder's key, from its file; null when there is none.</summary>
    public static PublicKey? PublicOf(string folder) =>
        Path.Combine(folder, PublicFileName) is var path && File.Exists(path) ? PublicKey.Read(File.ReadAllText(path)) : null;

    /// <summary>Signs a text: 64 bytes.</summary>
    public byte[] Sign(byte[] text)
    {
        var signer = new Ed25519Signer();
        signer.Init(forSigning: true, _key);
        signer.BlockUpdate(text, 0, text.Length);
        return signer.GenerateSignature();
    }

    private static SigningKey Make(string path)
    {
        var seed = RandomNumberGenerator.GetBytes(32);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        // Under its name only when it is whole: half a key would keep the server down for good.
        var half = $"{path}.{Guid.NewGuid():N}.part";
        using (var file = new FileStream(half, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(PemEncoding.WriteString("PRIVATE KEY", [.. Wrapping, .. seed]) + "\n"));
            file.Flush(flushToDisk: true);
        }
        File.Move(half, path, overwrite: false);
        return new(seed);
    }

    private static byte[] Seed(string path)
    {
        var text = File.ReadAllText(path);
        if (PemEncoding.TryFind(text, out var found) && text[found.Label] == "PRIVATE KEY"
            && Convert.FromBase64String(text[found.Base64Data]) is var der && der.Length == Wrapping.Length + 32 && der.AsSpan().StartsWith(Wrapping)) return der[Wrapping.Length..];
        throw new IOException($"{path}: no Ed25519 key in PKCS#8 PEM; put the key back from a copy, or move the file away to have a new one made");
    }
}
