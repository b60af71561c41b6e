using CsCheck;
using WhiteMagic.Search;

namespace WhiteMagic.Tests.Search;

public sealed class PorterStemmerTests
{
    // The examples that Porter's paper gives for each rule, carried through all the steps.
    private const string Vocabulary =
        "caresses=caress ponies=poni ties=ti caress=caress cats=cat feed=feed agreed=agre plastered=plaster bled=bled " +
        "motoring=motor sing=sing conflated=conflat troubled=troubl sized=size hopping=hop tanned=tan falling=fall " +
        "hissing=hiss fizzed=fizz failing=fail filing=file happy=happi sky=sky relational=relat conditional=condit " +
        "rational=ration valenci=valenc hesitanci=hesit digitizer=digit conformabli=conform radicalli=radic " +
        "differentli=differ vileli=vile analogousli=analog vietnamization=vietnam predication=predic operator=oper " +
        "feudalism=feudal decisiveness=decis hopefulness=hope callousness=callous formaliti=formal sensitiviti=sensit " +
        "sensibiliti=sensibl triplicate=triplic formative=form formalize=formal electriciti=electr electrical=electr " +
        "hopeful=hope goodness=good revival=reviv allowance=allow inference=infer airliner=airlin gyroscopic=gyroscop " +
        "adjustable=adjust defensible=defens irritant=irrit replacement=replac adjustment=adjust dependent=depend " +
        "adoption=adopt homologou=homolog communism=commun activate=activ angulariti=angular homologous=homolog " +
        "effective=effect bowdlerize=bowdler probate=probat rate=rate cease=ceas controll=control roll=roll " +
        "generalizations=gener oscillators=oscil archaeology=archaeolog possibly=possibl as=as a=a by=by ies=i " +
        "running=run connections=connect connective=connect connected=connect connecting=connect yyyy=yyyi";

    public static TheoryData<string, string> Pairs()
    {
        var data = new TheoryData<string, string>();
        foreach (var pair in Vocabulary.Split(' '))
        {
            data.Add(pair.Split('=')[0], pair.Split('=')[1]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Stem_WordOfTheVocabulary_GivesItsStem(string word, string stem)
    {
        var letters = word.ToCharArray();

        var length = PorterStemmer.Stem(letters);

        Assert.Equal(stem, letters.AsSpan(0, length));
    }

    [Fact]
    public void Stem_ThroughTheCacheTwice_GivesTheSameStem()
    {
        var cache = new StemCache();
        foreach (var word in Vocabulary.Split(' ').Concat(Vocabulary.Split(' ')).Select(pair => pair.Split('=')[0]))
        {
            var (direct, cached) = (word.ToCharArray(), word.ToCharArray());

            var length = cache.Stem(cached, StemCache.Pack(cached));

            Assert.Equal(direct[..PorterStemmer.Stem(direct)], cached[..length]);
        }
    }

    [Fact]
    public void Stem_ThroughTheCache_GivesTheSameStemOfAnyLetters()
    {
        // Few letters, so that words come again, on every thread that looks; and the endings that are taken off or replaced.
        var cache = new StemCache();
        Gen<string> endings = Gen.OneOf(
            "", "ies", "eed", "ated", "izing", "bling", "y", "ational", "ization", "biliti", "iveness", "icate", "ement", "ll");
        Check.Sample(
            Gen.Select(Gen.Char["abt"].Array[1, 6], endings),
            (stem, ending) =>
            {
                string word = new string(stem) + ending;
                for (int time = 0; time < 2; time++)
                {
                    var (direct, cached) = (word.ToCharArray(), word.ToCharArray());
                    int length = cache.Stem(cached, StemCache.Pack(cached));
                    Assert.Equal(direct[..PorterStemmer.Stem(direct)], cached[..length]);
                }
            });
    }

    [Fact]
    public void Stem_AnyLetters_IsNeverLongerAndStaysLetters() =>
        Check.Sample(
            Gen.Char["aeiouybcdlsnrtgz"].Array[1, 64],
            letters =>
            {
                var word = (char[])letters.Clone();
                var length = PorterStemmer.Stem(word);
                Assert.InRange(length, 1, letters.Length);
                Assert.All(word[..length], letter => Assert.True(char.IsAsciiLetterLower(letter)));
            });
}
