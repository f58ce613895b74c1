/** Given names, family names and email domains of the generated people. */
export const GIVEN_NAMES = words(`
  Aaliyah Aarav Abel Adaeze Adam Adrián Agnieszka Aiko Ainhoa Alejandra Alisher Amina Anaïs Anders Andrei
  Aneta Anh Anouk Antonio Arjun Astrid Ayşe Bartosz Beatriz Benjamin Bilal Björn Brigitte Caio Camille
  Carlos Catarina Chiara Chidi Chloe Clémence Dagny Daichi Daniela Darius David Deepika Dilnoza Dmytro
  Efua Eilidh Eleni Elif Emeka Emil Emma Enrique Esther Farah Fatima Felix Fiona Florian Francesca Gabriel
  Gareth Giulia Grace Hamza Hana Hannah Haruto Helena Henrik Hugo Ibrahim Imani Ingrid Ioana Isabel Ivana
  Jakub Jamal Jana Javier Jia Joana João Johanna Jonas Jorge Juan Julia Kaia Karim Katarzyna Kenji Khadija
  Kofi Krisztina Kwame Laila Lars László Layla Leila Léa Lin Linnea Lucas Lucía Ludmila Magnus Maja Malik
  Marek María Mateo Mehmet Mei Mikko Milan Mina Mirela Moritz Nadia Naoko Natalia Ngozi Nikolai Nina Nora
  Nuria Olamide Oleksandra Oscar Oskar Paolo Parisa Pavel Pedro Petra Pooja Priya Rafael Rania Ravi Renata
  Rhys Rohan Rosa Ruth Sabine Saga Samira Samuel Sanna Santiago Sara Sebastian Selin Shreya Sigrid Silvia
  Sofia Søren Stefan Sunita Svetlana Tadeusz Tamar Tariq Temitope Teresa Theo Thị Tiago Tomás Uche Valentina
  Vera Viktor Vilde Wanjiru Wei William Xin Yael Yasmin Yuki Yusuf Zainab Zeynep Zoltán Zofia
`);

export const FAMILY_NAMES = words(`
  Abdi Achterberg Adeyemi Aguilar Ahmed Almeida Andersson Antonescu Arslan Asante Bakker Balogun Barbosa
  Bauer Becker Bello Bergström Bianchi Boateng Bondarenko Brandt Calderón Campbell Castro Chakraborty Chen
  Çelik Costa Dąbrowski Dahl Davies Demir Diallo Díaz Dubois Dvořák Eriksen Fernández Ferrari Fischer Forde
  Fraser Fujita García Gebremariam Ghosh González Goldberg Gruber Gupta Haddad Hakimi Hansen Hashimoto
  Herrera Hoang Hoffmann Horvat Hughes Ibáñez Ivanova Jensen Johansson Juhász Kamau Kaplan Karlsson Kaya
  Khan Kim Kimura Koroma Kowalska Kozlov Krüger Kumar Laine Lambert Larsen Lefebvre Lehtonen Lindqvist Liu
  López Lund Mahmoud Marchetti Martín Mbeki Mehta Meyer Mokoena Molina Moreau Moretti Müller Mwangi Nagy
  Nakamura Navarro Ndiaye Nguyen Nielsen Novák Nowak Nwosu O’Connor Oduya Okafor Olsen Ortega Osei Öztürk
  Papadopoulos Park Patel Pereira Petrov Pham Popescu Qureshi Rahman Ramírez Rasmussen Reyes Ricci Rojas
  Romano Rossi Sá Saito Salazar Sanchez Santos Sato Schmidt Schneider Sharma Silva Singh Sjöberg Smirnova
  Smith Sørensen Suzuki Svensson Szabó Takahashi Tanaka Tesfaye Thomas Torres Tran Tremblay Traoré Urban
  Vargas Vasquez Virtanen Vogel Wagner Wang Watanabe Weber Williams Wójcik Wright Yamamoto Yılmaz Young
  Zhang Ziegler Żukowska
`);

export const PARTNER_DOMAINS = words(`
  partner.example kontor.example northwind.example lumen.example atelier-vert.example oceanic.example
`);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/u);
}
